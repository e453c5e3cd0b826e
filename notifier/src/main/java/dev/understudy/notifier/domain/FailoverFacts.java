package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import java.util.List;
import java.util.function.Function;

/**
 * What is known about a change of primary when the news of it breaks. Null: not known (yet).
 *
 * @param epoch that it is about
 * @param primaryBefore the primary that is, or should have been, replaced
 * @param primaryAfter who took over, or is asked to
 * @param outcome how it ended
 * @param blockReason why it didn't begin
 * @param explanation of the block, in the orchestrator's words
 * @param estimatedLossBytes at the election
 * @param measuredLossBytes at the end
 * @param measuredOutageMillis as the probers saw it, at the end
 */
public record FailoverFacts(
    Epoch epoch,
    Cause cause,
    MemberId primaryBefore,
    MemberId primaryAfter,
    EpochOutcome outcome,
    BlockReason blockReason,
    String explanation,
    Long estimatedLossBytes,
    Long measuredLossBytes,
    Long measuredOutageMillis,
    Timeline timeline,
    List<RejectedCandidate> rejected,
    List<Evidence> evidence,
    List<String> notes)
    implements Facts {

  public FailoverFacts {
    rejected = List.copyOf(rejected);
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
  }

  static FailoverFacts of(EpochOpened opened) {
    return new FailoverFacts(
        opened.epoch(),
        opened.cause(),
        opened.deposed(),
        opened.target(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        opened.evidence(),
        List.of());
  }

  /**
   * @param ledger stands at the epoch that was closed: knows its beginning and its election
   */
  static FailoverFacts of(EpochClosed closed, DecisionLedger ledger) {
    var election = ledger.elected();
    return new FailoverFacts(
        closed.epoch(),
        closed.cause(),
        closed.deposed(),
        closed.primary(),
        closed.outcome(),
        null,
        null,
        election.map(PrimaryElected::estimatedLossBytes).orElse(null),
        closed.measuredLossBytes(),
        closed.measuredOutageMillis(),
        closed.timeline(),
        election.map(PrimaryElected::rejected).orElse(List.of()),
        ledger.opened().map(EpochOpened::evidence).orElse(List.of()),
        closed.notes());
  }

  /**
   * @param ledger stands at the epoch that the instance stays in
   */
  static FailoverFacts of(FailoverBlocked blocked, DecisionLedger ledger) {
    return new FailoverFacts(
        blocked.epoch(),
        blocked.cause(),
        ledger.elected().map(PrimaryElected::member).orElse(null),
        null,
        null,
        blocked.reason(),
        blocked.explanation(),
        null,
        null,
        null,
        null,
        blocked.rejected(),
        blocked.evidence(),
        List.of());
  }

  /** Whether somebody asked for it while the primary was well. */
  public boolean planned() {
    return cause.planned();
  }

  @Override
  public <T> T map(Function<FailoverFacts, T> failover, Function<AlertFacts, T> alert) {
    return failover.apply(this);
  }

  @Override
  public List<Mark> marks() {
    return List.of(new Mark("epoch", epoch.toString()));
  }

  @Override
  public String verb() {
    return "Decided";
  }
}
