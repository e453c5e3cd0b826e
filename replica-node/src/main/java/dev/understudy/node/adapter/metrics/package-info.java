/** What operators see of the node: metrics and readiness. */
package dev.understudy.node.adapter.metrics;
