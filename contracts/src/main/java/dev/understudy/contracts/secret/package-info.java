/** Sealed secrets. */
package dev.understudy.contracts.secret;
