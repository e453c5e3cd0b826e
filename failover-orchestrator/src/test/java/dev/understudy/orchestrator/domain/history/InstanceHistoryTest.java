package dev.understudy.orchestrator.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.Decisions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceHistoryTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Decisions DECISIONS = new Decisions(ORDERS, START);
  private static final MemberId ONE = DECISIONS.member(1);
  private static final MemberId TWO = DECISIONS.member(2);
  private static final MemberId THREE = DECISIONS.member(3);

  @Test
  void isEmptyBeforeTheFirstEpoch() {
    InstanceHistory history = new InstanceHistory(List.of());
    assertThat(history.epoch()).isEqualTo(Epoch.NONE);
    assertThat(history.failovers()).isEmpty();
    assertThat(history.highestRevision()).isZero();
    assertThat(history.lastElected()).isEmpty();
  }

  @Test
  void tellsEpochsNewestFirstWithWhatHappenedInThem() {
    InstanceHistory history =
        new InstanceHistory(
            List.of(
                DECISIONS.opened(1, Cause.INSTANCE_CREATED),
                DECISIONS.elected(1, ONE),
                closed(1, EpochOutcome.COMPLETED),
                blocked(1, BlockReason.COOLDOWN),
                new FailoverAcknowledged(ORDERS, Epoch.of(1), "ada"),
                DECISIONS.opened(2, Cause.PRIMARY_CRASHED),
                DECISIONS.elected(2, TWO)));
    List<Failover> failovers = history.failovers();
    assertThat(failovers).map(failover -> failover.epoch().value()).containsExactly(2L, 1L);
    assertThat(failovers)
        .map(Failover::state)
        .containsExactly(FailoverState.IN_PROGRESS, FailoverState.COMPLETED);
    assertThat(failovers.get(1).blocked())
        .map(FailoverBlocked::reason)
        .containsExactly(BlockReason.COOLDOWN);
    assertThat(failovers.get(1).acknowledged()).map(FailoverAcknowledged::by).contains("ada");
    assertThat(history.lastElected()).contains(TWO);
  }

  @Test
  void anEpochThatWasNeverClosedIsSuperseded() {
    InstanceHistory history =
        new InstanceHistory(
            List.of(
                DECISIONS.opened(1, Cause.PRIMARY_DEAD),
                DECISIONS.opened(2, Cause.PROMOTION_UNCONFIRMED)));
    assertThat(history.failover(Epoch.of(1)).orElseThrow().state())
        .isEqualTo(FailoverState.SUPERSEDED);
  }

  @Test
  void countsPhasesFromTheFirstSignOfTrouble() {
    InstanceHistory history =
        new InstanceHistory(
            List.of(DECISIONS.opened(1, Cause.PRIMARY_CRASHED), closed(1, EpochOutcome.COMPLETED)));
    assertThat(history.failovers().get(0).phases())
        .isEqualTo(new PhaseMillis(10L, 30L, 40L, null, 70L, 75L));
  }

  @Test
  void remembersEverybodyWhoEverBelonged() {
    InstanceHistory history =
        new InstanceHistory(
            List.of(
                DECISIONS.opened(1, Cause.INSTANCE_CREATED),
                new MembershipChanged(ORDERS, Epoch.of(1), 4, List.of(ONE, THREE))));
    assertThat(history.everMembers()).containsExactlyInAnyOrder(ONE, TWO, THREE);
    assertThat(history.highestRevision()).isEqualTo(4);
    assertThat(history.hasMembership(4)).isTrue();
    assertThat(history.hasMembership(3)).isFalse();
  }

  private static Decision closed(long epoch, EpochOutcome outcome) {
    return new EpochClosed(
        ORDERS,
        Epoch.of(epoch),
        Cause.PRIMARY_CRASHED,
        outcome,
        null,
        ONE,
        null,
        null,
        0L,
        null,
        new Timeline(START, at(10), at(30), at(40), null, at(70), at(75)),
        List.of());
  }

  private static Decision blocked(long epoch, BlockReason reason) {
    return new FailoverBlocked(
        ORDERS, Epoch.of(epoch), Cause.PRIMARY_DEAD, reason, "why", List.of(), List.of());
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }
}
