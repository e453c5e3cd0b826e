package dev.understudy.notifier;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Instant;
import java.util.List;

/** Decisions of an instance whose members are called after it. */
public record Decisions(String instance) {

  public static final Instant SUSPECTED = Instant.parse("2026-01-02T03:04:05.000Z");

  public MemberId member(int number) {
    return MemberId.of(instance + "-" + number);
  }

  private InstanceId id() {
    return InstanceId.of(instance);
  }

  public EpochOpened created() {
    return opened(1, Cause.INSTANCE_CREATED, null);
  }

  public EpochOpened crashed(int epoch) {
    return opened(epoch, Cause.PRIMARY_CRASHED, null);
  }

  public EpochOpened switchover(int epoch) {
    return opened(epoch, Cause.SWITCHOVER, member(2));
  }

  private EpochOpened opened(int epoch, Cause cause, MemberId target) {
    return new EpochOpened(
        id(),
        Epoch.of(epoch),
        cause,
        epoch == 1 ? null : member(1),
        Offset.of(1000),
        target,
        List.of(member(1), member(2), member(3)),
        List.of(),
        List.of(new Evidence("node a", "the process <redis> exited with 137")),
        SUSPECTED,
        "orchestrator");
  }

  public PrimaryElected elected(int epoch) {
    return elected(epoch, 2);
  }

  public PrimaryElected elected(int epoch, int member) {
    return new PrimaryElected(
        id(),
        Epoch.of(epoch),
        member(member),
        Offset.of(1000),
        new Address("127.0.1.2", 6400),
        45_000,
        17L,
        List.of(new RejectedCandidate(member(3), Rejection.LOWER_PRIORITY, "same offset")));
  }

  public EpochClosed closed(int epoch, EpochOutcome outcome) {
    return closed(epoch, Cause.PRIMARY_CRASHED, outcome);
  }

  public EpochClosed closed(int epoch, Cause cause, EpochOutcome outcome) {
    return new EpochClosed(
        id(),
        Epoch.of(epoch),
        cause,
        outcome,
        member(1),
        outcome == EpochOutcome.FAILED ? null : member(outcome == EpochOutcome.RESUMED ? 1 : 2),
        Offset.of(1000),
        Offset.of(1000),
        0L,
        1084L,
        timeline(),
        List.of());
  }

  public static Timeline timeline() {
    return new Timeline(
        SUSPECTED,
        SUSPECTED.plusMillis(12),
        SUSPECTED.plusMillis(30),
        SUSPECTED.plusMillis(50),
        SUSPECTED.plusMillis(90),
        SUSPECTED.plusMillis(84),
        SUSPECTED.plusMillis(95));
  }

  public FailoverBlocked blocked(int epoch, BlockReason reason) {
    return new FailoverBlocked(
        id(),
        Epoch.of(epoch),
        Cause.PRIMARY_DEAD,
        reason,
        "as a test wants it",
        List.of(),
        List.of(new Evidence("vantage b", "REFUSED")));
  }
}
