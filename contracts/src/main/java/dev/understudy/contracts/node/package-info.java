/** Nodes. */
package dev.understudy.contracts.node;
