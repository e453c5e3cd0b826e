/** What probers see. */
package dev.understudy.contracts.health;
