package dev.understudy.orchestrator.domain.placement;

import dev.understudy.contracts.id.NodeId;
import dev.understudy.orchestrator.domain.placement.PlacementResult.Placed;
import dev.understudy.orchestrator.domain.placement.PlacementResult.TooFewNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses nodes for members: one member per node, spread over as many zones as there are, then over
 * regions, then where the least memory is reserved; ids break ties, so equal input gives equal
 * output.
 */
public final class Placement {

  private Placement() {}

  /**
   * Chooses nodes for more members of an instance.
   *
   * @param hosts every node there is
   * @param taken nodes that have a member of the instance already
   * @param count how many more are wanted
   */
  public static PlacementResult choose(
      List<Host> hosts, Set<NodeId> taken, Demand demand, int count) {
    List<Host> usable =
        hosts.stream()
            .filter(host -> !taken.contains(host.node()))
            .filter(host -> host.obstacle(demand).isEmpty())
            .toList();
    if (usable.size() < count) {
      return new TooFewNodes(explain(hosts, taken, demand, count, usable));
    }
    List<Host> spread =
        new ArrayList<>(hosts.stream().filter(host -> taken.contains(host.node())).toList());
    Set<Host> left = new HashSet<>(usable);
    List<NodeId> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      Host best = left.stream().min(preference(spread)).orElseThrow();
      left.remove(best);
      spread.add(best);
      chosen.add(best.node());
    }
    return new Placed(chosen);
  }

  private static Comparator<Host> preference(List<Host> spread) {
    return Comparator.<Host>comparingLong(
            host -> spread.stream().filter(other -> other.place().equals(host.place())).count())
        .thenComparingLong(
            host -> spread.stream().filter(other -> other.region().equals(host.region())).count())
        .thenComparingLong(Host::reservedBytes)
        .thenComparing(host -> host.node().value());
  }

  private static String explain(
      List<Host> hosts, Set<NodeId> taken, Demand demand, int count, List<Host> usable) {
    String needs =
        "needs %d %s with %s free and port %d unused, %d %s"
            .formatted(
                count,
                count == 1 ? "node" : "nodes",
                Megabytes.text(demand.bytes()),
                demand.port(),
                usable.size(),
                usable.size() == 1 ? "is" : "are");
    String found =
        usable.isEmpty()
            ? ""
            : ": "
                + usable.stream()
                    .map(host -> host.node().value())
                    .sorted()
                    .collect(Collectors.joining(", "));
    String others =
        hosts.stream()
            .filter(host -> !usable.contains(host))
            .sorted(Comparator.comparing(host -> host.node().value()))
            .map(host -> "; " + host.node() + " " + whyNot(host, taken, demand))
            .collect(Collectors.joining());
    return needs + found + others;
  }

  private static String whyNot(Host host, Set<NodeId> taken, Demand demand) {
    return taken.contains(host.node())
        ? "already hosts a member of " + demand.instance()
        : host.obstacle(demand).orElseThrow();
  }
}
