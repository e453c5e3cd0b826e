package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.InstanceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people are told of an instance, and when. */
@Schema(name = "Alerts")
public record AlertsView(
    @Schema(description = "What stands now, the most urgent first") List<AlertView> alerts,
    @Schema(description = "When an alert is raised") AlertThresholds thresholds) {

  /** One alert. */
  @Schema(name = "Alert")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AlertView(
      AlertKind kind,
      Severity severity,
      @Schema(description = "Left out: the instance as a whole", examples = "orders-2")
          String member,
      @Schema(
              description = "The change of primary that it comes from; left out: none",
              examples = "7")
          Long epoch,
      @Schema(examples = "orders-2 is 340 ms behind its primary; the limit is 100 ms for 60 s")
          String summary,
      Instant since) {

    static AlertView of(AlertRaised raised) {
      return new AlertView(
          raised.kind(),
          raised.severity(),
          Optional.ofNullable(raised.member()).map(MemberId::value).orElse(null),
          Optional.ofNullable(raised.epoch()).map(Epoch::value).orElse(null),
          raised.summary(),
          raised.since());
    }
  }

  /** What is known of them. */
  public static AlertsView of(InstanceSpec spec, List<AlertRaised> alerts) {
    return new AlertsView(alerts.stream().map(AlertView::of).toList(), spec.alerts());
  }
}
