/** The decision log. */
package dev.understudy.contracts.decision;
