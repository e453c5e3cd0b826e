package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Changes when people are told. A change to what is already so makes no new revision. */
@ApplicationScoped
public class ChangeAlertThresholds {

  private final Instances instances;
  private final SpecChange specs;
  private final CommandQueue queue;

  public ChangeAlertThresholds(Instances instances, SpecChange specs, CommandQueue queue) {
    this.instances = instances;
    this.specs = specs;
    this.queue = queue;
  }

  /**
   * Changes them.
   *
   * @return fails with {@link NotFound}, or {@link InvalidField} for a value out of its range
   */
  public CompletionStage<InstanceSpec> run(String name, AlertThresholdsChange change) {
    return queue.submit(() -> change(instances.require(name), change));
  }

  private CompletionStage<InstanceSpec> change(InstanceSpec spec, AlertThresholdsChange change) {
    AlertThresholds thresholds = change.applyTo(spec.alerts());
    if (thresholds.equals(spec.alerts())) {
      return CompletableFuture.completedStage(spec);
    }
    long revision = specs.nextRevision(spec, instances.history(spec.instance()));
    return specs.alerts(spec, revision, thresholds);
  }
}
