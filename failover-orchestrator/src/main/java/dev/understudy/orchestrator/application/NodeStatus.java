package dev.understudy.orchestrator.application;

import dev.understudy.contracts.node.NodeAnnounced;

/** A node and whether its last heartbeat is recent. */
public record NodeStatus(NodeAnnounced node, boolean alive) {}
