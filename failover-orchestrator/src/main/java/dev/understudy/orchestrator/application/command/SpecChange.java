package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Publishes the next revision of a spec. */
@ApplicationScoped
public class SpecChange {

  private final Fleet fleet;
  private final ReadBack readBack;

  public SpecChange(Fleet fleet, ReadBack readBack) {
    this.fleet = fleet;
    this.readBack = readBack;
  }

  /** Higher than every revision that a spec or the log has; one more if a change was cut short. */
  long nextRevision(InstanceSpec spec, InstanceHistory history) {
    return Math.max(spec.revision(), history.highestRevision()) + 1;
  }

  CompletionStage<InstanceSpec> members(
      InstanceSpec spec, long revision, List<MemberSpec> members) {
    return publish(
        with(spec, revision, members, spec.highAvailability(), spec.alerts()),
        seen -> seen.members().equals(members));
  }

  CompletionStage<InstanceSpec> highAvailability(
      InstanceSpec spec, long revision, HighAvailability settings) {
    return publish(
        with(spec, revision, spec.members(), settings, spec.alerts()),
        seen -> seen.highAvailability().equals(settings));
  }

  CompletionStage<InstanceSpec> alerts(
      InstanceSpec spec, long revision, AlertThresholds thresholds) {
    return publish(
        with(spec, revision, spec.members(), spec.highAvailability(), thresholds),
        seen -> seen.alerts().equals(thresholds));
  }

  private static InstanceSpec with(
      InstanceSpec spec,
      long revision,
      List<MemberSpec> members,
      HighAvailability settings,
      AlertThresholds alerts) {
    return new InstanceSpec(
        spec.instance(),
        revision,
        spec.port(),
        spec.profile(),
        members,
        settings,
        alerts,
        spec.secrets());
  }

  /**
   * Publishes a spec and waits until it, or another in its place, is read.
   *
   * @param kept whether a spec has what this one was made for
   */
  private CompletionStage<InstanceSpec> publish(InstanceSpec next, Predicate<InstanceSpec> kept) {
    return readBack.publish(next, () -> shown(next)).thenApply(seen -> counted(next, seen, kept));
  }

  private Optional<InstanceSpec> shown(InstanceSpec next) {
    return fleet.spec(next.instance()).filter(spec -> spec.revision() >= next.revision());
  }

  private static InstanceSpec counted(
      InstanceSpec next, Optional<InstanceSpec> seen, Predicate<InstanceSpec> kept) {
    if (seen.isEmpty()) {
      throw new Unavailable(
          "the change of %s was stored, but not read back within %d s; look again before you retry"
              .formatted(next.instance(), ReadBack.PATIENCE.toSeconds()));
    }
    if (!kept.test(seen.get())) {
      throw new Conflict(
          ConflictReason.CHANGED_MEANWHILE,
          next.instance() + " was changed by another request at the same moment; try again");
    }
    return next;
  }
}
