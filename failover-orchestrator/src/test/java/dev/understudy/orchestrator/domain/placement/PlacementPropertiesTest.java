package dev.understudy.orchestrator.domain.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.orchestrator.domain.placement.PlacementResult.Placed;
import dev.understudy.orchestrator.domain.placement.PlacementResult.TooFewNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class PlacementPropertiesTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final InstanceId CARTS = InstanceId.of("carts");
  private static final int PORT = 6379;
  private static final Demand DEMAND = new Demand(ORDERS, 64, PORT);

  @Property(tries = 300)
  void everyMemberGetsAUsableNodeOfItsOwn(
      @ForAll("fleets") List<Host> hosts, @ForAll @IntRange(min = 1, max = 6) int count) {
    Map<NodeId, Host> byNode =
        hosts.stream().collect(Collectors.toMap(Host::node, Function.identity()));
    long usable = hosts.stream().filter(host -> host.obstacle(DEMAND).isEmpty()).count();
    PlacementResult result = Placement.choose(hosts, Set.of(), DEMAND, count);
    if (result instanceof TooFewNodes) {
      assertThat(usable).isLessThan(count);
      return;
    }
    List<NodeId> nodes = ((Placed) result).nodes();
    assertThat(nodes).hasSize(count).doesNotHaveDuplicates();
    assertThat(nodes)
        .map(byNode::get)
        .allMatch(
            host -> host.alive() && host.freeBytes() >= 64 && !host.ports().containsKey(PORT));
  }

  @Property(tries = 300)
  void asManyZonesAndRegionsAsPossible(
      @ForAll("fleets") List<Host> hosts, @ForAll @IntRange(min = 1, max = 6) int count) {
    PlacementResult result = Placement.choose(hosts, Set.of(), DEMAND, count);
    if (result instanceof Placed placed) {
      List<Host> usable = hosts.stream().filter(host -> host.obstacle(DEMAND).isEmpty()).toList();
      List<Host> chosen =
          hosts.stream().filter(host -> placed.nodes().contains(host.node())).toList();
      assertThat(distinct(chosen, Host::place))
          .isEqualTo(Math.min(count, distinct(usable, Host::place)));
      assertThat(distinct(chosen, Host::region))
          .isEqualTo(Math.min(count, distinct(usable, Host::region)));
    }
  }

  @Property(tries = 300)
  void theOrderOfTheNodesDoesNotMatter(
      @ForAll("fleets") List<Host> hosts, @ForAll @IntRange(min = 1, max = 6) int count) {
    List<Host> reversed = new ArrayList<>(hosts);
    Collections.reverse(reversed);
    assertThat(Placement.choose(reversed, Set.of(), DEMAND, count))
        .isEqualTo(Placement.choose(hosts, Set.of(), DEMAND, count));
  }

  private static long distinct(List<Host> hosts, Function<Host, String> what) {
    return hosts.stream().map(what).distinct().count();
  }

  @Provide
  Arbitrary<List<Host>> fleets() {
    return Combinators.combine(
            Arbitraries.of("eu", "us"),
            Arbitraries.of("1", "2", "3"),
            Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false)),
            Arbitraries.longs().between(0, 256),
            Arbitraries.longs().between(0, 300),
            Arbitraries.<Map<Integer, InstanceId>>of(
                Map.of(), Map.of(PORT, CARTS), Map.of(PORT + 1, CARTS)))
        .as(
            (region, zone, alive, capacity, reserved, ports) ->
                new Host(NodeId.of("x"), region, zone, alive, capacity, reserved, ports))
        .list()
        .ofMaxSize(10)
        .map(
            hosts ->
                IntStream.range(0, hosts.size())
                    .mapToObj(i -> named("n" + i, hosts.get(i)))
                    .toList());
  }

  private static Host named(String node, Host host) {
    return new Host(
        NodeId.of(node),
        host.region(),
        host.zone(),
        host.alive(),
        host.capacityBytes(),
        host.reservedBytes(),
        host.ports());
  }
}
