package dev.understudy.orchestrator.domain.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.orchestrator.domain.placement.PlacementResult.Placed;
import dev.understudy.orchestrator.domain.placement.PlacementResult.TooFewNodes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final long MB = 1024L * 1024;
  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final InstanceId CARTS = InstanceId.of("carts");
  private static final Demand DEMAND = new Demand(ORDERS, 64 * MB, 6379);

  @Test
  void prefersAnotherZoneOverAnEmptierNode() {
    List<Host> hosts =
        List.of(
            host("a1", "eu", "eu-a", 0),
            host("a2", "eu", "eu-a", 0),
            host("b1", "eu", "eu-b", 900 * MB));
    assertThat(choose(hosts, 2)).containsExactly(node("a1"), node("b1"));
  }

  @Test
  void prefersAnotherRegionAmongUnusedZones() {
    List<Host> hosts =
        List.of(
            host("a", "eu", "eu-a", 0),
            host("b", "eu", "eu-b", 100 * MB),
            host("c", "us", "us-a", 900 * MB));
    assertThat(choose(hosts, 2)).containsExactly(node("a"), node("c"));
  }

  @Test
  void zonesOfTheSameNameInDifferentRegionsAreDifferent() {
    List<Host> hosts =
        List.of(host("a", "eu", "1", 0), host("b", "eu", "1", 0), host("c", "us", "1", 500 * MB));
    assertThat(choose(hosts, 2)).containsExactly(node("a"), node("c"));
  }

  @Test
  void countsTheMembersThatTheInstanceHas() {
    List<Host> hosts =
        List.of(
            host("a1", "eu", "eu-a", 0),
            host("a2", "eu", "eu-a", 0),
            host("b1", "eu", "eu-b", 900 * MB));
    PlacementResult result = Placement.choose(hosts, Set.of(node("a1")), DEMAND, 1);
    assertThat(result).isEqualTo(new Placed(List.of(node("b1"))));
  }

  @Test
  void saysWhatIsMissingAndWhatIsWrongWithEachNode() {
    List<Host> hosts =
        List.of(
            host("a", "eu", "eu-a", 0),
            new Host(node("b"), "eu", "eu-b", false, 1024 * MB, 0, Map.of()),
            host("c", "eu", "eu-c", 1000 * MB),
            new Host(node("d"), "eu", "eu-d", true, 1024 * MB, 0, Map.of(6379, CARTS)));
    assertThat(Placement.choose(hosts, Set.of(), DEMAND, 3))
        .isEqualTo(
            new TooFewNodes(
                "needs 3 nodes with 64 MB free and port 6379 unused, 1 is: a; b is not alive; c has"
                    + " 24 MB free; d uses port 6379 for carts"));
  }

  @Test
  void saysSoOfAnEmptyFleet() {
    assertThat(Placement.choose(List.of(), Set.of(), DEMAND, 1))
        .isEqualTo(new TooFewNodes("needs 1 node with 64 MB free and port 6379 unused, 0 are"));
  }

  @Test
  void aNodeThatPromisedMoreThanItHasHasNothingFree() {
    assertThat(host("a", "eu", "eu-a", 2000 * MB).freeBytes()).isZero();
  }

  private static List<NodeId> choose(List<Host> hosts, int count) {
    return ((Placed) Placement.choose(hosts, Set.of(), DEMAND, count)).nodes();
  }

  private static Host host(String node, String region, String zone, long reserved) {
    return new Host(node(node), region, zone, true, 1024 * MB, reserved, Map.of());
  }

  private static NodeId node(String name) {
    return NodeId.of(name);
  }
}
