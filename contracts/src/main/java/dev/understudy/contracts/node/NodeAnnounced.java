package dev.understudy.contracts.node;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.NodeId;
import java.time.Duration;

/**
 * A node's description and heartbeat, sent every {@link #HEARTBEAT}.
 *
 * @param address the IP address that its members listen on
 * @param capacityBytes memory for members
 * @param reservedBytes the sum of its members' {@code maxmemory}
 * @param engine what it runs, e.g. {@code redis 7.0.15}
 */
public record NodeAnnounced(
    NodeId node,
    String region,
    String zone,
    String address,
    long capacityBytes,
    long reservedBytes,
    String engine)
    implements Event {

  public static final Duration HEARTBEAT = Duration.ofSeconds(1);

  public NodeAnnounced {
    Required.field("node", node);
    Required.field("region", region);
    Required.field("zone", zone);
    Required.text("address", address);
    if (capacityBytes < 0 || reservedBytes < 0) {
      throw new InvalidField("capacityBytes", "and reservedBytes must not be negative");
    }
  }

  @Override
  public String topic() {
    return Topics.NODES;
  }

  @Override
  public String key() {
    return node.value();
  }
}
