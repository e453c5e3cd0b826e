package dev.understudy.orchestrator.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.orchestrator.Decisions;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Records that are read late, as after an outage of the bus, decide nothing; and how long it takes
 * to decide.
 */
class DeskTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final NodeId NODE_ONE = NodeId.of("a");
  private static final NodeId NODE_TWO = NodeId.of("b");
  private static final Epoch FIRST = Epoch.NONE.next();
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Decisions DECISIONS = new Decisions(DEMO, START);
  private static final MemberId ONE = DECISIONS.member(1);
  private static final MemberId TWO = DECISIONS.member(2);
  private static final Duration OLD = Timing.DEFAULT.freshness();
  private static final Duration JUST_YOUNG = OLD.minusMillis(1);

  private final List<Event> published = new ArrayList<>();
  private final List<Duration> decisionTimes = new ArrayList<>();
  private final FleetView view = new FleetView(this::now);
  private final Desk desk =
      new Desk(this::now, Timing.DEFAULT, "orchestrator", new Collector(), view, this::learnTime);
  private Duration elapsed = Duration.ZERO;
  private Duration queueTakes = Duration.ZERO;
  private Duration busTakes = Duration.ZERO;
  private long offset;
  private boolean busAway;

  @BeforeEach
  void anInstanceWithAPrimaryThatDoesNotAnswerItsNode() {
    read(spec(), Duration.ZERO);
    read(DECISIONS.opened(1, Cause.INSTANCE_CREATED), Duration.ZERO);
    read(DECISIONS.elected(1, ONE), Duration.ZERO);
    read(closed(), Duration.ZERO);
    read(node(NODE_ONE), Duration.ZERO);
    read(node(NODE_TWO), Duration.ZERO);
    desk.activate();
    read(report(ONE, NODE_ONE, MemberRole.PRIMARY, false), Duration.ZERO);
    read(report(TWO, NODE_TWO, MemberRole.REPLICA, true), Duration.ZERO);
    published.clear();
    decisionTimes.clear();
  }

  @Test
  void aSilenceThatIsReadAsSoonAsItIsSeenDecides() {
    read(silence("x"), JUST_YOUNG);
    read(silence("y"), JUST_YOUNG);

    assertThat(openings()).extracting(EpochOpened::cause).containsExactly(Cause.PRIMARY_HUNG);
    assertThat(view.staleObservations()).isZero();
  }

  @Test
  void aSilenceThatIsReadLateDecidesNothing() {
    for (int round = 0; round < 100; round++) {
      read(silence("x"), OLD);
      read(silence("y"), OLD);
    }
    desk.tick();

    assertThat(openings()).isEmpty();
    assertThat(view.staleObservations()).isEqualTo(200);
  }

  @Test
  void anAnswerOfItsNodeThatIsReadLateKeepsNobodyAlive() {
    read(report(ONE, NODE_ONE, MemberRole.PRIMARY, true), OLD);
    read(silence("x"), Duration.ZERO);
    read(silence("y"), Duration.ZERO);

    assertThat(openings()).hasSize(1);
  }

  @Test
  void oneVantageThatIsLateLeavesTheOtherWithoutAQuorum() {
    read(silence("x"), JUST_YOUNG);
    read(silence("y"), JUST_YOUNG.minusSeconds(1));
    assertThat(openings()).hasSize(1);
    published.clear();
    elapsed = elapsed.plus(Timing.DEFAULT.appendTimeout()).plus(OLD);
    everyNodeSpeaks();
    read(silence("x"), Duration.ZERO);
    read(silence("y"), OLD);

    assertThat(openings()).isEmpty();
  }

  @Test
  void afterASilenceOfAllItListensBeforeItDecides() {
    elapsed = elapsed.plus(OLD);
    read(silence("x"), Duration.ZERO);
    read(silence("y"), Duration.ZERO);
    assertThat(openings()).as("the nodes were not heard").isEmpty();
    everyNodeSpeaks();

    assertThat(openings()).hasSize(1);
  }

  @Test
  void whoeverIsNotHeardIsNotWaitedForLong() {
    elapsed = elapsed.plus(OLD);
    read(silence("x"), Duration.ZERO);
    read(node(NODE_ONE), Duration.ZERO);
    read(report(ONE, NODE_ONE, MemberRole.PRIMARY, false), Duration.ZERO);
    elapsed = elapsed.plus(JUST_YOUNG);
    read(silence("y"), Duration.ZERO);
    assertThat(published).noneMatch(FailoverBlocked.class::isInstance);
    elapsed = elapsed.plusMillis(1);
    read(silence("x"), Duration.ZERO);

    assertThat(published)
        .as("the replica was not heard")
        .anyMatch(FailoverBlocked.class::isInstance);
  }

  @Test
  void whileTheBusIsAwayNobodyIsAlarmedNorTakenForDead() {
    busAway = true;
    passInSilence(Duration.ofMinutes(2));
    busAway = false;
    published.clear();
    everyNodeSpeaks();
    passInSilence(Duration.ofSeconds(2));

    assertThat(published).noneMatch(AlertRaised.class::isInstance);
    assertThat(openings()).isEmpty();
  }

  @Test
  void ifTheBusIsThereAndNobodySpeaksPeopleAreTold() {
    passInSilence(Duration.ofMinutes(2));

    assertThat(published).anyMatch(AlertRaised.class::isInstance);
  }

  @Test
  void aDecisionTakesFromTheArrivalOfItsCauseUntilTheBusHasIt() {
    queueTakes = Duration.ofMillis(3);
    busTakes = Duration.ofMillis(4);
    everyNodeSpeaks();
    assertThat(decisionTimes).as("nothing was decided").isEmpty();
    read(silence("x"), Duration.ZERO);

    assertThat(openings()).hasSize(1);
    assertThat(decisionTimes).containsExactly(Duration.ofMillis(7));
  }

  @Test
  void aDecisionThatAWaitLedToTakesFromTheTick() {
    read(silence("x"), Duration.ZERO);
    elapsed = elapsed.plus(Timing.DEFAULT.appendTimeout()).minusMillis(1);
    everyNodeSpeaks();
    read(silence("x"), Duration.ZERO);
    decisionTimes.clear();
    busTakes = Duration.ofMillis(4);
    elapsed = elapsed.plusMillis(1);
    desk.tick();

    assertThat(openings()).as("it was not read back").hasSize(2);
    assertThat(decisionTimes).containsExactly(Duration.ofMillis(4));
  }

  @Test
  void aDecisionThatTheBusRefusesIsNotTimed() {
    busAway = true;
    read(silence("x"), Duration.ZERO);
    read(silence("y"), Duration.ZERO);

    assertThat(openings()).hasSize(1);
    assertThat(decisionTimes).isEmpty();
  }

  private void learnTime(Duration took) {
    decisionTimes.add(took);
  }

  private void passInSilence(Duration time) {
    for (Duration end = elapsed.plus(time); elapsed.compareTo(end) < 0; ) {
      elapsed = elapsed.plusMillis(500);
      desk.tick();
    }
  }

  private void everyNodeSpeaks() {
    read(node(NODE_ONE), Duration.ZERO);
    read(node(NODE_TWO), Duration.ZERO);
    read(report(ONE, NODE_ONE, MemberRole.PRIMARY, false), Duration.ZERO);
    read(report(TWO, NODE_TWO, MemberRole.REPLICA, true), Duration.ZERO);
  }

  private List<EpochOpened> openings() {
    return published.stream()
        .filter(EpochOpened.class::isInstance)
        .map(EpochOpened.class::cast)
        .toList();
  }

  private Moment now() {
    return new Moment(elapsed.toNanos(), START.plus(elapsed));
  }

  private void read(Event event, Duration age) {
    Instant sentAt = START.plus(elapsed).minus(age);
    Moment arrivedAt = now();
    elapsed = elapsed.plus(queueTakes);
    desk.handle(
        new Received(event.topic(), 0, offset++, event.key(), Optional.of(event), sentAt),
        arrivedAt);
  }

  private final class Collector implements EventSink {
    @Override
    public CompletionStage<Void> publish(Event event) {
      published.add(event);
      if (event instanceof Decision) {
        elapsed = elapsed.plus(busTakes);
      }
      return busAway
          ? CompletableFuture.failedStage(new IllegalStateException("away"))
          : CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> deleteInstance(InstanceId instance) {
      throw new AssertionError("nobody deletes " + instance);
    }
  }

  private static InstanceSpec spec() {
    SealedSecret secret = new SealedSecret("key", "nonce", "text");
    return new InstanceSpec(
        DEMO,
        1,
        6379,
        Profile.named("nano"),
        List.of(new MemberSpec(ONE, NODE_ONE, 100), new MemberSpec(TWO, NODE_TWO, 100)),
        new HighAvailability(true, Duration.ofSeconds(1), 1000, Duration.ofMinutes(10)),
        AlertThresholds.DEFAULT,
        new InstanceSecrets(secret, secret, secret, secret));
  }

  private static EpochClosed closed() {
    return new EpochClosed(
        DEMO,
        FIRST,
        Cause.INSTANCE_CREATED,
        EpochOutcome.COMPLETED,
        null,
        ONE,
        null,
        Offset.ZERO,
        null,
        null,
        new Timeline(START, START, START, START, START, START, START),
        List.of());
  }

  private static NodeAnnounced node(NodeId node) {
    return new NodeAnnounced(node, "local", node.value(), "127.0.1.1", 1 << 30, 0, "redis 7");
  }

  private static MemberReported report(
      MemberId member, NodeId node, MemberRole role, boolean responsive) {
    return new MemberReported(
        DEMO,
        member,
        node,
        FIRST,
        role,
        responsive,
        false,
        "run",
        "history",
        Offset.of(1000),
        role == MemberRole.PRIMARY ? LinkState.NONE : LinkState.UP,
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

  private static InstanceObserved silence(String vantage) {
    return new InstanceObserved(
        DEMO,
        Vantage.of(vantage),
        1,
        FIRST,
        1,
        List.of(MemberObservation.without(ONE, Outcome.TIMEOUT, "no answer", 60_000)));
  }
}
