package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.service.OrchestratorService;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether the instance is well, and if not, why. */
public final class Recovery {

  private final Chronicle chronicle;
  private final InstanceId instance;
  private final List<OrchestratorService> orchestrators;
  private final Supplier<Engine> primary;
  private final Supplier<String> named;

  /**
   * @param primary the engine of the member that the log's present epoch elected
   * @param named the address that the primary's name points at
   */
  public Recovery(
      Chronicle chronicle,
      InstanceId instance,
      List<OrchestratorService> orchestrators,
      Supplier<Engine> primary,
      Supplier<String> named) {
    this.chronicle = chronicle;
    this.instance = instance;
    this.orchestrators = orchestrators;
    this.primary = primary;
    this.named = named;
  }

  /** What is missing to its being healthy; empty: nothing. */
  public Optional<String> ailment() {
    if (chronicle.spec() == null) {
      return Optional.of("there is no instance");
    }
    for (OrchestratorService orchestrator : orchestrators) {
      Optional<TopologySnapshot> topology = orchestrator.fleet().topology(instance);
      boolean healthy =
          topology
              .filter(t -> t.condition() == Condition.HEALTHY)
              .filter(t -> t.epoch().equals(chronicle.ledger().epoch()))
              .isPresent();
      if (!healthy) {
        return Optional.of(
            orchestrator.actor()
                + " says "
                + topology.map(t -> t.condition() + " (" + t.reason() + ")").orElse("nothing"));
      }
    }
    Engine engine = primary.get();
    if (engine == null || !engine.takesWrites()) {
      return Optional.of("the primary takes no writes: " + engine);
    }
    if (!engine.address().host().equals(named.get())) {
      return Optional.of("the name points at " + named.get() + ", not at " + engine.address());
    }
    boolean sameMembers =
        new HashSet<>(chronicle.spec().memberIds())
            .equals(new HashSet<>(chronicle.ledger().members()));
    return sameMembers
        ? Optional.empty()
        : Optional.of(
            "the spec has %s, the epoch %s"
                .formatted(chronicle.spec().memberIds(), chronicle.ledger().members()));
  }

  /** Why nobody helps it; empty if that isn't on record, or not everybody says the same. */
  public Optional<FailoverBlocked> blocked() {
    Set<Optional<BlockReason>> said =
        orchestrators.stream()
            .map(o -> o.fleet().topology(instance).map(TopologySnapshot::blockReason))
            .collect(Collectors.toSet());
    return said.size() == 1 ? said.iterator().next().flatMap(chronicle::blocked) : Optional.empty();
  }
}
