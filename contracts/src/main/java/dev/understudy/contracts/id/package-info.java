/** Identifiers and positions as types of their own. */
package dev.understudy.contracts.id;
