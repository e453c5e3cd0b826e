package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Changes how an instance is kept up. A change to what is already so makes no new revision. */
@ApplicationScoped
public class ChangeHighAvailability {

  private final Instances instances;
  private final SpecChange specs;
  private final CommandQueue queue;

  public ChangeHighAvailability(Instances instances, SpecChange specs, CommandQueue queue) {
    this.instances = instances;
    this.specs = specs;
    this.queue = queue;
  }

  /**
   * Changes it.
   *
   * @return fails with {@link NotFound}, or {@link InvalidField} for a value out of its range
   */
  public CompletionStage<InstanceSpec> run(String name, HighAvailabilityChange change) {
    return queue.submit(() -> change(instances.require(name), change));
  }

  private CompletionStage<InstanceSpec> change(InstanceSpec spec, HighAvailabilityChange change) {
    HighAvailability settings = change.applyTo(spec.highAvailability());
    if (settings.equals(spec.highAvailability())) {
      return CompletableFuture.completedStage(spec);
    }
    long revision = specs.nextRevision(spec, instances.history(spec.instance()));
    return specs.highAvailability(spec, revision, settings);
  }
}
