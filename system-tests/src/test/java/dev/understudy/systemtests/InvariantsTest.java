package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.localstack.events.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An assertion that can't fail is worth nothing: each invariant is violated once. */
class InvariantsTest {

  private static final InstanceId INSTANCE = InstanceId.of("orders");
  private static final MemberId ONE = MemberId.of("orders-1");
  private static final MemberId TWO = MemberId.of("orders-2");

  private final List<Seen<?>> events = new ArrayList<>();

  @Test
  void aCompletedFailoverViolatesNothing() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(elected(2, TWO));
    see(promoted(2, TWO));
    see(published(2, TWO));
    see(closed(2, TWO));
    assertThat(violations()).isEmpty();
  }

  @Test
  void decisionsThatDoNotCountDoNotMatter() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(opened(2, Cause.PRIMARY_DEAD));
    see(elected(2, TWO));
    see(elected(2, ONE));
    see(promoted(2, TWO));
    see(closed(2, TWO));
    see(closed(1, ONE));
    assertThat(violations()).isEmpty();
  }

  @Test
  void anEpochThatDecreases() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(elected(2, ONE));
    see(promoted(2, ONE));
    see(closed(2, ONE));
    see(promoted(1, ONE));
    assertThat(violations()).singleElement().asString().contains("orders-1 went from 2 to 1");
  }

  @Test
  void aPrimaryThatNobodyElected() {
    created();
    see(promoted(1, TWO));
    assertThat(violations()).singleElement().asString().contains("not elected");
  }

  @Test
  void aFailoverThatNeverEnds() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(elected(2, TWO));
    see(promoted(2, TWO));
    assertThat(violations()).singleElement().asString().contains("never ended");
  }

  @Test
  void aBlockIsAnEnd() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(
        new FailoverBlocked(
            INSTANCE,
            Epoch.of(2),
            Cause.PRIMARY_CRASHED,
            BlockReason.NO_HEALTHY_REPLICA,
            "nobody is there",
            List.of(),
            List.of()));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aNameThatPointsAtTheDeposed() {
    created();
    see(opened(2, Cause.PRIMARY_CRASHED));
    see(elected(2, TWO));
    see(promoted(2, TWO));
    see(published(2, ONE));
    see(closed(2, TWO));
    assertThat(violations()).singleElement().asString().contains("not the address of the elected");
  }

  private List<String> violations() {
    return Invariants.violations(INSTANCE, events);
  }

  private void see(Event event) {
    events.add(new Seen<>(event, Instant.EPOCH, event.topic(), 0, events.size()));
  }

  private void created() {
    see(opened(1, Cause.INSTANCE_CREATED));
    see(elected(1, ONE));
    see(promoted(1, ONE));
    see(published(1, ONE));
    see(closed(1, ONE));
  }

  private static EpochOpened opened(long epoch, Cause cause) {
    return new EpochOpened(
        INSTANCE,
        Epoch.of(epoch),
        cause,
        null,
        null,
        null,
        List.of(ONE, TWO),
        List.of(),
        List.of(new Evidence("node a", "it is gone")),
        Instant.EPOCH,
        "orchestrator-1");
  }

  private static PrimaryElected elected(long epoch, MemberId member) {
    return new PrimaryElected(
        INSTANCE, Epoch.of(epoch), member, Offset.ZERO, address(member), 45_000, null, List.of());
  }

  private static MemberPromoted promoted(long epoch, MemberId member) {
    return new MemberPromoted(
        INSTANCE, member, NodeId.of("a"), Epoch.of(epoch), "", Offset.ZERO, address(member));
  }

  private static EpochClosed closed(long epoch, MemberId primary) {
    return new EpochClosed(
        INSTANCE,
        Epoch.of(epoch),
        Cause.PRIMARY_CRASHED,
        EpochOutcome.COMPLETED,
        null,
        primary,
        null,
        null,
        null,
        null,
        new Timeline(null, null, null, null, null, null, null),
        List.of());
  }

  private static EndpointPublished published(long epoch, MemberId primary) {
    return new EndpointPublished(
        INSTANCE,
        EndpointKind.PRIMARY,
        "orders.understudy.test",
        List.of(address(primary).host()),
        5,
        Epoch.of(epoch),
        "rfc2136",
        List.of());
  }

  private static Address address(MemberId member) {
    return new Address(member.equals(ONE) ? "127.0.1.1" : "127.0.1.2", 6379);
  }
}
