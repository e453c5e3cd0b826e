package dev.understudy.prober.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.prober.Fixtures;
import dev.understudy.prober.domain.Cadence;
import dev.understudy.prober.domain.MemberReading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds, with time turned by hand. */
class ProbeDeskTest {

  private static final SealedSecret SECRET = new SealedSecret("key", "nonce", "text");
  private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(45);

  private final TestLoop loop = new TestLoop();
  private final TestLines lines = new TestLines(loop);
  private final List<InstanceObserved> observed = new ArrayList<>();
  private final Queue<CompletableFuture<Void>> unpublished = new ArrayDeque<>();
  private final TestMeters counts = new TestMeters();
  private final Pulse pulse = new Pulse(loop::nanos);
  private boolean busAway;

  private final ProbeDesk desk =
      new ProbeDesk(
          new Surroundings(
              Vantage.of("zone-a"),
              new Cadence(1_000, 100, 500),
              10_000,
              loop::nanos,
              bound -> bound - 1,
              loop,
              lines,
              assignment -> "password",
              this::publish,
              counts,
              pulse));

  @BeforeEach
  void twoMembers() {
    desk.wanted(Fixtures.spec(6400, SECRET, FAILOVER_TIMEOUT, "a", "b"));
    desk.located(Fixtures.located("a", "127.0.1.1"));
    desk.located(Fixtures.located("b", "127.0.1.2"));
    loop.pass(50);
  }

  @Test
  void oneRecordPerRoundHoldsAllMembers() {
    loop.pass(3_000);
    assertThat(observed).hasSize(4);
    assertThat(observed).extracting(InstanceObserved::round).containsExactly(1L, 2L, 3L, 4L);
    assertThat(observed)
        .allSatisfy(
            round ->
                assertThat(round.members())
                    .extracting(MemberObservation::member)
                    .containsExactly(Fixtures.member("a"), Fixtures.member("b")));
    assertThat(counts.skipped).isZero();
  }

  @Test
  void aMemberIsShownUntilItIsNotWantedAnyMore() {
    desk.changed(topology(Condition.HEALTHY));
    loop.pass(3_000);
    assertThat(counts.shown)
        .containsOnly(
            Map.entry(
                Fixtures.member("a"), new MemberReading(MemberRole.PRIMARY, null, null, null)),
            Map.entry(
                Fixtures.member("b"), new MemberReading(MemberRole.REPLICA, null, null, null)));
    desk.wanted(Fixtures.spec(6400, SECRET, FAILOVER_TIMEOUT, "a").withRevision(2));
    loop.pass(3_000);
    assertThat(counts.shown).containsOnlyKeys(Fixtures.member("a"));
    desk.unwanted(Fixtures.DEMO);
    loop.pass(3_000);
    assertThat(counts.shown).isEmpty();
  }

  /** This prober's own timeout is as long as that. */
  @Test
  void theSilenceOfAMemberWithAShortFailoverTimeoutIsSeenBeforeThatIsOver() {
    Duration shortest = Duration.ofMillis(500);
    desk.wanted(Fixtures.spec(6400, SECRET, shortest, "a", "b").withRevision(2));
    loop.pass(3_000);
    line("a").hangs();
    loop.pass(shortest.toMillis());
    assertThat(of("a", Outcome.TIMEOUT))
        .hasSizeGreaterThanOrEqualTo(3)
        .extracting(MemberObservation::silentMillis)
        .last()
        .satisfies(silent -> assertThat(silent).isGreaterThanOrEqualTo(300));
  }

  @Test
  void aHungMemberIsAskedOnceAndItsSilenceGrows() {
    line("a").hangs();
    int askedBefore = line("a").asked;
    loop.pass(3_000);
    assertThat(line("a").asked).isEqualTo(askedBefore + 1);
    List<MemberObservation> hung = of("a", Outcome.TIMEOUT);
    assertThat(hung).hasSizeGreaterThan(10);
    assertThat(hung).extracting(MemberObservation::silentMillis).isSorted();
    assertThat(hung.get(hung.size() - 1).silentMillis()).isGreaterThan(2_800);
    assertThat(of("b", Outcome.OK)).hasSizeGreaterThan(10);
  }

  @Test
  void aHungMemberDoesNotSlowTheRounds() {
    line("a").hangs();
    loop.pass(2_000);
    observed.clear();
    loop.pass(1_000);
    assertThat(observed).hasSizeBetween(9, 11);
    assertThat(observed).allSatisfy(round -> assertThat(round.tookMillis()).isLessThan(10));
    assertThat(counts.skipped).isZero();
  }

  @Test
  void aLateAnswerIsASignOfLife() {
    line("a").hangs();
    loop.pass(3_000);
    line("a").answerNow();
    loop.pass(600);
    assertThat(last("a").outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(last("a").silentMillis()).isLessThan(700);
    line("a").answers(Outcome.OK, 1);
    line("a").answerNow();
    loop.pass(200);
    assertThat(last("a").outcome()).isEqualTo(Outcome.OK);
    assertThat(last("a").silentMillis()).isZero();
  }

  @Test
  void aConnectionThatHangsTooLongIsReplacedAndTheSilenceGoesOn() {
    line("a").hangs();
    loop.pass(12_000);
    assertThat(line("a").dropped).isEqualTo(1);
    assertThat(last("a").silentMillis()).isGreaterThan(11_000);
  }

  @Test
  void aBrokenConnectionStartsARoundAtOnce() {
    observed.clear();
    line("a").answers(Outcome.REFUSED, 1);
    line("a").breaks();
    loop.pass(3);
    assertThat(last("a").outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aServerThatHangsUpForEverDoesNotKeepTheProberBusy() {
    observed.clear();
    for (int i = 0; i < 1_000; i++) {
      line("a").breaks();
      loop.pass(1);
    }
    assertThat(observed).hasSizeBetween(30, 52);
  }

  @Test
  void aBrokenLineStartsARoundAtOnceAlsoBehindARunningOne() {
    loop.pass(1_000);
    observed.clear();
    line("a").answers(Outcome.OK, 5);
    line("b").breaks();
    loop.pass(2);
    line("b").breaks();
    loop.pass(40);
    assertThat(observed).hasSize(2);
  }

  @Test
  void suspicionMakesRoundsFasterUntilItIsOver() {
    desk.changed(topology(Condition.SUSPECT));
    observed.clear();
    loop.pass(1_000);
    assertThat(observed).hasSizeBetween(9, 11);
    assertThat(observed.get(0).epoch()).isEqualTo(Epoch.of(7));
    desk.changed(topology(Condition.HEALTHY));
    loop.pass(1_000);
    observed.clear();
    loop.pass(3_000);
    assertThat(observed).hasSize(3);
    assertThat(counts.skipped).isZero();
  }

  @Test
  void aNewPrimaryIsLookedAtAtOnceAndOnce() {
    desk.changed(topology(Condition.HEALTHY, "a"));
    loop.pass(1_000);
    observed.clear();
    desk.changed(topology(Condition.FAILING_OVER, null));
    loop.pass(5);
    assertThat(observed).isEmpty();
    desk.changed(topology(Condition.FAILING_OVER, "b"));
    desk.changed(topology(Condition.HEALTHY, "b"));
    loop.pass(5);
    assertThat(observed).hasSize(1);
  }

  @Test
  void thePrimaryThatAProberReadsOfFirstIsNoNews() {
    observed.clear();
    desk.changed(topology(Condition.HEALTHY, "a"));
    loop.pass(5);
    assertThat(observed).isEmpty();
  }

  @Test
  void notEverybodyIsLookedAtCloselyAtOnce() {
    int instances = Attention.MOST_INSTANCES + 100;
    for (int i = 0; i < instances; i++) {
      desk.wanted(Fixtures.spec(InstanceId.of("i" + i), 6400, SECRET, FAILOVER_TIMEOUT, "a"));
      lines.line(Fixtures.member("a")).answers(Outcome.REFUSED, 1);
    }
    loop.pass(2_000);
    observed.clear();
    loop.pass(1_000);
    int close = 10 * Attention.MOST_INSTANCES;
    assertThat(observed).hasSizeBetween(close, close + 150);
    assertThat(counts.skipped).isZero();
  }

  @Test
  void whileTheBusIsAwayTheNewestObservationWaitsAndTheOthersAreDropped() {
    busAway = true;
    observed.clear();
    loop.pass(5_000);
    assertThat(observed).hasSize(1);
    assertThat(counts.dropped).isEqualTo(3);
    busAway = false;
    unpublished.remove().completeExceptionally(new IllegalStateException("given up"));
    loop.pass(1);
    assertThat(counts.dropped).isEqualTo(4);
    assertThat(observed).hasSize(2);
    assertThat(observed.get(1).round()).isEqualTo(observed.get(0).round() + 4);
  }

  @Test
  void aMemberThatMovedIsAskedAtItsNewAddressAndTheOtherKeepsItsLine() {
    TestLines.TestLine before = line("a");
    TestLines.TestLine other = line("b");
    desk.located(Fixtures.located("a", "127.0.1.9"));
    loop.pass(1_500);
    assertThat(before.dropped).isEqualTo(1);
    assertThat(line("a")).isNotSameAs(before);
    assertThat(line("a").asked).isPositive();
    assertThat(line("b")).isSameAs(other);
  }

  @Test
  void aDeletedInstanceLeavesNothingBehind() {
    line("a").hangs();
    loop.pass(1_010);
    desk.unwanted(Fixtures.DEMO);
    observed.clear();
    loop.pass(5_000);
    assertThat(observed).isEmpty();
    assertThat(loop.openTimers()).isZero();
    assertThat(line("a").dropped).isEqualTo(1);
    assertThat(pulse.silentMillis()).isZero();
    assertThat(counts.members).isZero();
  }

  @Test
  void thePulseStopsWhenRoundsDo() {
    assertThat(pulse.silentMillis()).isLessThan(1_000);
    loop.pass(2_000);
    assertThat(pulse.silentMillis()).isLessThanOrEqualTo(1_000);
  }

  private CompletableFuture<Void> publish(Observation observation) {
    observed.add(observation.round());
    CompletableFuture<Void> published = new CompletableFuture<>();
    if (busAway) {
      unpublished.add(published);
    } else {
      published.complete(null);
    }
    return published;
  }

  private TestLines.TestLine line(String letter) {
    return lines.line(Fixtures.member(letter));
  }

  private MemberObservation last(String letter) {
    return member(observed.get(observed.size() - 1), letter);
  }

  private List<MemberObservation> of(String letter, Outcome outcome) {
    return observed.stream()
        .map(round -> member(round, letter))
        .filter(seen -> seen.outcome() == outcome)
        .toList();
  }

  private static MemberObservation member(InstanceObserved round, String letter) {
    return round.members().stream()
        .filter(seen -> seen.member().equals(Fixtures.member(letter)))
        .findFirst()
        .orElseThrow();
  }

  private static TopologySnapshot topology(Condition condition) {
    return topology(condition, "a");
  }

  /**
   * @param primary null: none yet
   */
  private static TopologySnapshot topology(Condition condition, String primary) {
    return new TopologySnapshot(
        Fixtures.DEMO,
        Epoch.of(7),
        condition,
        "",
        primary == null ? null : Fixtures.member(primary),
        List.of(),
        0);
  }
}
