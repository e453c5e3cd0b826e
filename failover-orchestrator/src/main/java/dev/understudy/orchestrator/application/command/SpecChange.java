package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
    return publish(with(spec, revision, members, spec.highAvailability(), spec.alerts()));
  }

  CompletionStage<InstanceSpec> highAvailability(
      InstanceSpec spec, long revision, HighAvailability settings) {
    return publish(with(spec, revision, spec.members(), settings, spec.alerts()));
  }

  CompletionStage<InstanceSpec> alerts(
      InstanceSpec spec, long revision, AlertThresholds thresholds) {
    return publish(with(spec, revision, spec.members(), spec.highAvailability(), thresholds));
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

  private CompletionStage<InstanceSpec> publish(InstanceSpec next) {
    return readBack.publish(next, () -> shown(next)).thenApply(seen -> next);
  }

  private Optional<InstanceSpec> shown(InstanceSpec next) {
    return fleet.spec(next.instance()).filter(spec -> spec.revision() >= next.revision());
  }
}
