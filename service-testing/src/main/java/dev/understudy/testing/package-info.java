/** What the tests of every service share. */
package dev.understudy.testing;
