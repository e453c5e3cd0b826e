package dev.understudy.orchestrator.domain.placement;

import dev.understudy.contracts.id.NodeId;
import java.util.List;

/** What a search for nodes came to. */
public sealed interface PlacementResult {

  /**
   * Enough nodes.
   *
   * @param nodes all different, the best first
   */
  record Placed(List<NodeId> nodes) implements PlacementResult {
    public Placed {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Too few nodes.
   *
   * @param explanation what was needed, which nodes would do, and what is wrong with each other one
   */
  record TooFewNodes(String explanation) implements PlacementResult {}
}
