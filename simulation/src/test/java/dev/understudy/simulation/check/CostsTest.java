package dev.understudy.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.simulation.bus.BusRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that says less than what was to be seen is caught. */
class CostsTest {

  private static final InstanceId SHOP = InstanceId.of("shop");
  private static final MemberId ONE = MemberId.of("shop-1");
  private static final MemberId TWO = MemberId.of("shop-2");

  private final Chronicle chronicle = new Chronicle(() -> this.nowNanos);
  private long nowNanos;
  private long offset;

  /** The old primary told that it was at 1000; the new one was elected at 900, 30 s later. */
  @BeforeEach
  void aFailover() {
    append(opened(1, Cause.INSTANCE_CREATED, null));
    append(elected(1, ONE, 0));
    append(closed(1, ONE, null, null));
    append(reported(1000));
    append(seenLeading(ONE));
    pass(30);
    append(opened(2, Cause.PRIMARY_DEAD, ONE));
    append(elected(2, TWO, 900));
    append(seenLeading(TWO));
  }

  @Test
  void whatIsTrueIsFine() {
    assertThatCode(() -> append(closed(2, TWO, 100L, 30_000L))).doesNotThrowAnyException();
  }

  @Test
  void whatIsUnknownIsFine() {
    assertThatCode(() -> append(closed(2, TWO, null, null))).doesNotThrowAnyException();
  }

  @Test
  void aLossThatTheBusKnewAndTheLedgerDoesNot() {
    violated(() -> append(closed(2, TWO, 0L, 30_000L))).hasMessageContaining("0 bytes");
  }

  @Test
  void anOutageThatIsShorterThanWhatProbersSaw() {
    violated(() -> append(closed(2, TWO, 100L, 10_000L))).hasMessageContaining("10000 ms");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> violated(Runnable action) {
    return assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            Violation.class,
            violation -> assertThat(violation.invariant()).isEqualTo(Invariant.HONEST_LEDGER));
  }

  private void pass(long seconds) {
    nowNanos += Duration.ofSeconds(seconds).toNanos();
  }

  private void append(Event event) {
    chronicle.read(
        new BusRecord(
            event.topic(),
            0,
            offset++,
            event.key(),
            null,
            Optional.of(event),
            Instant.EPOCH,
            "test"));
  }

  private static EpochOpened opened(long epoch, Cause cause, MemberId deposed) {
    return new EpochOpened(
        SHOP,
        Epoch.of(epoch),
        cause,
        deposed,
        null,
        null,
        List.of(ONE, TWO),
        List.of(),
        List.of(),
        Instant.EPOCH,
        "test");
  }

  private static PrimaryElected elected(long epoch, MemberId member, long at) {
    Address address = new Address("10.0.0.1", 6379);
    return new PrimaryElected(
        SHOP, Epoch.of(epoch), member, Offset.of(at), address, 2_000, null, List.of());
  }

  private static EpochClosed closed(
      long epoch, MemberId primary, Long lossBytes, Long outageMillis) {
    return new EpochClosed(
        SHOP,
        Epoch.of(epoch),
        Cause.PRIMARY_DEAD,
        EpochOutcome.COMPLETED,
        epoch == 1 ? null : ONE,
        primary,
        null,
        null,
        lossBytes,
        outageMillis,
        new Timeline(null, null, null, null, null, null, null),
        List.of());
  }

  private static MemberReported reported(long at) {
    return new MemberReported(
        SHOP,
        ONE,
        NodeId.of("a"),
        Epoch.of(1),
        MemberRole.PRIMARY,
        true,
        false,
        "run",
        "history",
        Offset.of(at),
        LinkState.NONE,
        Duration.ZERO,
        true,
        10,
        1,
        0,
        0,
        null,
        true,
        null);
  }

  private static InstanceObserved seenLeading(MemberId member) {
    MemberObservation seen =
        new MemberObservation(
            member,
            Outcome.OK,
            "",
            0,
            100L,
            MemberRole.PRIMARY,
            "run",
            "history",
            Offset.of(900),
            null,
            null,
            null,
            10L,
            1,
            1,
            1L);
    return new InstanceObserved(SHOP, Vantage.of("a"), 1, Epoch.of(1), 1, List.of(seen));
  }
}
