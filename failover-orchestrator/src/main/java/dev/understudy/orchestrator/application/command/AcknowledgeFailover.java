package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import dev.understudy.orchestrator.domain.history.Failover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Notes that an operator has seen the last failover, which ends the cooldown. */
@ApplicationScoped
public class AcknowledgeFailover {

  private final Instances instances;
  private final ReadBack readBack;
  private final CommandQueue queue;

  public AcknowledgeFailover(Instances instances, ReadBack readBack, CommandQueue queue) {
    this.instances = instances;
    this.readBack = readBack;
    this.queue = queue;
  }

  /**
   * Notes it. Doing so twice in an epoch changes nothing.
   *
   * @param by who says so
   * @return fails with {@link NotFound}, or {@link Conflict} before the first epoch
   */
  public CompletionStage<FailoverAcknowledged> run(String name, String by) {
    return queue.submit(() -> acknowledge(instances.require(name), by));
  }

  private CompletionStage<FailoverAcknowledged> acknowledge(InstanceSpec spec, String by) {
    instances.requireProvisioned(spec.instance());
    Epoch epoch = instances.history(spec.instance()).epoch();
    FailoverAcknowledged acknowledged = new FailoverAcknowledged(spec.instance(), epoch, by);
    return readBack
        .publish(acknowledged, () -> read(spec, acknowledged))
        .thenApply(seen -> seen.orElseThrow(() -> notRead(spec)));
  }

  private static Unavailable notRead(InstanceSpec spec) {
    return new Unavailable(
        "the decision log of " + spec.instance() + " has not shown the acknowledgement; try again");
  }

  private Optional<FailoverAcknowledged> read(InstanceSpec spec, FailoverAcknowledged ours) {
    return instances
        .history(spec.instance())
        .failover(ours.epoch())
        .flatMap(Failover::acknowledged);
  }
}
