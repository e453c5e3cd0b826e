/** Engines as processes of this machine, and what is on disk of each. */
package dev.understudy.node.adapter.process;
