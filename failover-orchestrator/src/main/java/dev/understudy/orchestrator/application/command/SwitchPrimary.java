package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Opens an epoch because a user asks for another primary: a planned switchover while the primary
 * serves, a forced failover otherwise.
 */
@ApplicationScoped
public class SwitchPrimary {

  private static final String OPENED_BY = "api";

  private final Instances instances;
  private final ReadBack readBack;
  private final CommandQueue queue;
  private final Clock clock;

  public SwitchPrimary(Instances instances, ReadBack readBack, CommandQueue queue, Clock clock) {
    this.instances = instances;
    this.readBack = readBack;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Begins it.
   *
   * @param target who is to take over; empty: the best replica
   * @param force whether also to do it if the primary doesn't serve, at the risk of losing writes
   * @return the epoch that was opened; fails with {@link NotFound}, {@link InvalidField} for a
   *     target that isn't a member, or {@link Conflict}
   */
  public CompletionStage<EpochOpened> run(String name, Optional<String> target, boolean force) {
    return queue.submit(() -> open(instances.require(name), target, force));
  }

  private CompletionStage<EpochOpened> open(
      InstanceSpec spec, Optional<String> target, boolean force) {
    TopologySnapshot topology = instances.requireSettled(spec.instance());
    InstanceHistory history = instances.history(spec.instance());
    boolean planned = SwitchoverRules.primaryServes(topology);
    if (!planned && !force) {
      throw new Conflict(
          ConflictReason.PRIMARY_UNHEALTHY,
          "a switchover loses nothing, but needs a primary that serves, and %s is %s (%s);"
                  .formatted(spec.instance(), topology.condition(), topology.reason())
              + " \"force\": true promotes a replica all the same and may lose the newest writes");
    }
    MemberId deposed =
        Optional.ofNullable(topology.primary()).or(history::lastElected).orElse(null);
    SwitchoverRules rules = new SwitchoverRules(spec, topology, deposed, planned);
    Optional<MemberId> chosen = target.map(rules::requireTarget);
    if (chosen.isEmpty()) {
      rules.requireSomebody();
    }
    EpochOpened opened =
        new EpochOpened(
            spec.instance(),
            history.epoch().next(),
            planned ? Cause.SWITCHOVER : Cause.FORCED,
            deposed,
            null,
            chosen.orElse(null),
            spec.memberIds(),
            List.of(),
            List.of(new Evidence(OPENED_BY, statement(chosen, planned))),
            clock.instant(),
            OPENED_BY);
    return readBack
        .publish(opened, () -> instances.history(spec.instance()).opened(opened.epoch()))
        .thenApply(first -> requireOurs(opened, first));
  }

  private static String statement(Optional<MemberId> target, boolean planned) {
    return "someone asked for %s to %s"
        .formatted(
            planned ? "a switchover" : "a forced failover",
            target.map(MemberId::value).orElse("the best replica"));
  }

  private static EpochOpened requireOurs(EpochOpened opened, Optional<EpochOpened> first) {
    first
        .filter(other -> !other.equals(opened))
        .ifPresent(
            other -> {
              throw new Conflict(
                  ConflictReason.CHANGED_MEANWHILE,
                  "epoch %s of %s was opened first by %s (%s)"
                      .formatted(other.epoch(), other.instance(), other.openedBy(), other.cause()));
            });
    return opened;
  }
}
