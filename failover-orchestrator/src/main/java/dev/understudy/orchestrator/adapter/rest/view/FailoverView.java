package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.orchestrator.domain.history.Failover;
import dev.understudy.orchestrator.domain.history.FailoverState;
import dev.understudy.orchestrator.domain.history.LossState;
import dev.understudy.orchestrator.domain.history.PhaseMillis;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One epoch of an instance: why its primary was changed, how that went, and what it cost. */
@Schema(name = "Failover")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailoverView(
    @Schema(examples = "orders") String instance,
    @Schema(examples = "2") long epoch,
    Cause cause,
    @Schema(description = "How far it has come") FailoverState outcome,
    @Schema(description = "The primary before; left out if there was none", examples = "orders-1")
        String deposed,
    @Schema(description = "Who was asked for; left out: the best", examples = "orders-2")
        String target,
    @Schema(description = "Who was elected", examples = "orders-2") String elected,
    @Schema(description = "The primary afterwards, confirmed", examples = "orders-2")
        String primary,
    @Schema(description = "The orchestrator or operator that began it", examples = "api")
        String openedBy,
    @Schema(description = "When each step was seen; only the first is known before the end")
        Timeline timeline,
    @Schema(description = "Milliseconds from the first sign of trouble to each step")
        Phases millisSinceSuspected,
    @Schema(description = "Expected when the new primary was elected") Long estimatedLossBytes,
    @Schema(description = "Whether anything was lost; left out before the end") LossState loss,
    @Schema(description = "Found at the end; left out: unknown") Long measuredLossBytes,
    @Schema(description = "The last offset known of the old primary; left out: unknown")
        Long deposedOffset,
    @Schema(description = "Where the new primary stood when it was elected") Long promotedOffset,
    @Schema(
            description =
                "From the last moment at which any vantage saw the old primary answer as a primary"
                    + " to the first at which any saw the new one do so, in milliseconds; exact to a"
                    + " probe interval at either end; left out: unknown",
            examples = "1240")
        Long measuredOutageMillis,
    @Schema(
            description =
                "What a former primary had and its successor hasn't; known until the orchestrator"
                    + " restarts; left out: nothing")
        SalvageView salvage,
    @Schema(description = "What the decision rests on") List<Evidence> evidence,
    @Schema(description = "Who was not elected, and why") List<RejectedView> rejected,
    @Schema(description = "What an operator should know") List<String> notes,
    @Schema(description = "Further failovers that were blocked while this epoch lasted")
        List<BlockedView> blocked,
    @Schema(description = "Who has seen it", examples = "ada@example.org") String acknowledgedBy) {

  /** When each step was reached. */
  @Schema(name = "PhaseMillis")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Phases(
      @Schema(examples = "12") Long opened,
      @Schema(examples = "31") Long elected,
      @Schema(examples = "42") Long promoted,
      @Schema(examples = "60") Long followed,
      @Schema(examples = "75") Long published,
      @Schema(examples = "78") Long closed) {

    private static Phases of(PhaseMillis millis) {
      return new Phases(
          millis.opened(),
          millis.elected(),
          millis.promoted(),
          millis.followed(),
          millis.published(),
          millis.closed());
    }
  }

  public static FailoverView of(Failover failover, Optional<MemberQuarantined> quarantined) {
    Optional<PrimaryElected> elected = failover.elected();
    Optional<EpochClosed> closed = failover.closed();
    return new FailoverView(
        failover.opened().instance().value(),
        failover.epoch().value(),
        failover.opened().cause(),
        failover.state(),
        text(Optional.ofNullable(failover.opened().deposed())),
        text(Optional.ofNullable(failover.opened().target())),
        text(elected.map(PrimaryElected::member)),
        text(closed.map(EpochClosed::primary)),
        failover.opened().openedBy(),
        failover.timeline(),
        Phases.of(failover.phases()),
        elected.map(PrimaryElected::estimatedLossBytes).orElse(null),
        failover.loss().orElse(null),
        closed.map(EpochClosed::measuredLossBytes).orElse(null),
        closed.map(EpochClosed::deposedOffset).map(Offset::value).orElse(null),
        closed.map(EpochClosed::promotedOffset).map(Offset::value).orElse(null),
        closed.map(EpochClosed::measuredOutageMillis).orElse(null),
        quarantined.map(SalvageView::of).orElse(null),
        failover.opened().evidence(),
        RejectedView.of(elected.map(PrimaryElected::rejected).orElse(List.of())),
        closed.map(EpochClosed::notes).orElse(List.of()),
        failover.blocked().stream().map(BlockedView::of).toList(),
        failover.acknowledged().map(FailoverAcknowledged::by).orElse(null));
  }

  private static String text(Optional<MemberId> member) {
    return member.map(MemberId::value).orElse(null);
  }
}
