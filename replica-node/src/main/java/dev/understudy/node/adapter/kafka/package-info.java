/** What the node reads from the bus and what it tells it. */
package dev.understudy.node.adapter.kafka;
