package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Deletes an instance: every service lets go of it, and its data is gone. */
@ApplicationScoped
public class DeleteInstance {

  private final Fleet fleet;
  private final Instances instances;
  private final ReadBack readBack;
  private final CommandQueue queue;

  public DeleteInstance(Fleet fleet, Instances instances, ReadBack readBack, CommandQueue queue) {
    this.fleet = fleet;
    this.instances = instances;
    this.readBack = readBack;
    this.queue = queue;
  }

  /**
   * Deletes it.
   *
   * @return fails with {@link NotFound} if there is none of that name
   */
  public CompletionStage<InstanceId> run(String name) {
    return queue.submit(() -> delete(instances.require(name).instance()));
  }

  private CompletionStage<InstanceId> delete(InstanceId instance) {
    return readBack.delete(instance, () -> gone(instance)).thenApply(seen -> instance);
  }

  private Optional<InstanceId> gone(InstanceId instance) {
    return fleet.spec(instance).isPresent() ? Optional.empty() : Optional.of(instance);
  }
}
