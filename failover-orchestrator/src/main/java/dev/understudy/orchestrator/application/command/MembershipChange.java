package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives the current epoch other members. */
@ApplicationScoped
public class MembershipChange {

  private enum Fate {
    COUNTED,
    EPOCH_MOVED
  }

  private final Instances instances;
  private final ReadBack readBack;

  public MembershipChange(Instances instances, ReadBack readBack) {
    this.instances = instances;
    this.readBack = readBack;
  }

  /**
   * Appends {@code MembershipChanged} to the current epoch and waits until it counts.
   *
   * @param attempts how many epochs to try, if the current one ends while the record is on its way
   * @return fails with {@link Conflict} if every one ended, with {@link Unavailable} if the log
   *     doesn't show the record in time
   */
  CompletionStage<Void> append(
      InstanceId instance, long revision, List<MemberId> members, int attempts) {
    Epoch epoch = instances.history(instance).epoch();
    return readBack
        .publish(
            new MembershipChanged(instance, epoch, revision, members),
            () -> fate(instance, epoch, revision))
        .thenCompose(
            fate -> {
              if (fate.isEmpty()) {
                throw new Unavailable(
                    "the decision log has not shown the new members of %s within %d s;"
                            .formatted(instance, ReadBack.PATIENCE.toSeconds())
                        + " look again before you retry");
              }
              if (fate.get() == Fate.COUNTED) {
                return CompletableFuture.completedStage(null);
              }
              if (attempts > 1) {
                return append(instance, revision, members, attempts - 1);
              }
              throw new Conflict(
                  ConflictReason.CHANGED_MEANWHILE,
                  instance + " changed its primary at the same moment; try again");
            });
  }

  private Optional<Fate> fate(InstanceId instance, Epoch epoch, long revision) {
    InstanceHistory history = instances.history(instance);
    if (history.hasMembership(revision)) {
      return Optional.of(Fate.COUNTED);
    }
    return history.epoch().isAfter(epoch) ? Optional.of(Fate.EPOCH_MOVED) : Optional.empty();
  }
}
