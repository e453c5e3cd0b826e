package dev.understudy.node.application;

import dev.understudy.contracts.id.NodeId;
import dev.understudy.node.domain.Timings;

/**
 * What this node is.
 *
 * @param address the IP address that its members listen on
 * @param capacityBytes memory for members
 * @param engine what it runs, e.g. {@code redis 7.0.15}
 * @param leaveMembersRunning whether its engines outlive it when it is stopped
 */
public record Hosting(
    NodeId node,
    String region,
    String zone,
    String address,
    long capacityBytes,
    String engine,
    Timings timings,
    boolean leaveMembersRunning) {}
