/** Nodes with real engines for tests. */
package dev.understudy.node.harness;
