package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.node.NodeAnnounced;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All nodes and when each was last heard. Owned by one thread. */
public final class Nodes {

  /** How many heartbeats may be missed. */
  private static final int MISSED_HEARTBEATS = 3;

  static final Duration SILENCE = NodeAnnounced.HEARTBEAT.multipliedBy(MISSED_HEARTBEATS);

  private final Map<NodeId, Heard> nodes = new HashMap<>();

  /** The same, to be told what never happened. */
  Nodes copy() {
    Nodes copy = new Nodes();
    copy.nodes.putAll(nodes);
    return copy;
  }

  /**
   * A heartbeat.
   *
   * @param sentAt on this process's clock: its arrival less its age
   */
  public void learn(NodeAnnounced node, Moment sentAt) {
    nodes.put(node.node(), new Heard(node, sentAt));
  }

  public Optional<NodeAnnounced> node(NodeId id) {
    return Optional.ofNullable(nodes.get(id)).map(Heard::node);
  }

  public Collection<NodeAnnounced> all() {
    return nodes.values().stream().map(Heard::node).toList();
  }

  public boolean isAlive(NodeId id, Moment now) {
    Heard heard = nodes.get(id);
    return heard != null && !now.isAtLeast(SILENCE, heard.sentAt());
  }

  private record Heard(NodeAnnounced node, Moment sentAt) {}
}
