/** What nodes see and do. */
package dev.understudy.contracts.member;
