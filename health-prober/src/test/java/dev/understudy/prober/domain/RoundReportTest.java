package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundReportTest {

  private static final MemberId A = MemberId.of("demo-a");
  private static final MemberId B = MemberId.of("demo-b");

  private final LagHistory lags = new LagHistory();

  @Test
  void aReplicasLagIsAgainstThePrimaryOfTheSameRound() {
    report(1_000, expecting(Condition.HEALTHY, A), primary(A, 100), replica(B, 100));
    var round = report(2_000, expecting(Condition.HEALTHY, A), primary(A, 900), replica(B, 700));
    assertThat(round.get(0).lagBytes()).isNull();
    assertThat(round.get(1).lagBytes()).isEqualTo(200);
    assertThat(round.get(1).lagMillis()).isZero();
    round = report(3_000, expecting(Condition.HEALTHY, A), primary(A, 950), replica(B, 700));
    assertThat(round.get(1).lagMillis()).isEqualTo(1_000);
  }

  @Test
  void offsetsOfDifferentStreamsAreNotCompared() {
    Sighting stranger = sighting(B, info(MemberRole.REPLICA, "other", null, 5));
    var round = report(1_000, Expectation.NONE, primary(A, 900), stranger);
    assertThat(round.get(1).lagBytes()).isNull();
  }

  @Test
  void aReplicaOfTheStreamThatThePrimaryContinuesIsCompared() {
    Sighting promoted = sighting(A, info(MemberRole.PRIMARY, "new", "stream", 900));
    var round = report(1_000, Expectation.NONE, promoted, replica(B, 800));
    assertThat(round.get(1).lagBytes()).isEqualTo(100);
  }

  @Test
  void amongTwoThatSayPrimaryTheTopologysOneCounts() {
    var round = report(1_000, expecting(Condition.SUSPECT, A), primary(A, 900), primary(B, 5_000));
    assertThat(round).allSatisfy(seen -> assertThat(seen.lagBytes()).isNull());
    assertThat(lags.behindMillis(Offset.of(950), TimeUnit.SECONDS.toNanos(9))).isZero();
  }

  @Test
  void aRoleIsWrongOnlyOnceTheTopologyHasSettled() {
    assertThat(outcomeOfB(Condition.HEALTHY)).isEqualTo(Outcome.WRONG_ROLE);
    assertThat(outcomeOfB(Condition.DEGRADED)).isEqualTo(Outcome.WRONG_ROLE);
    assertThat(outcomeOfB(Condition.FAILING_OVER)).isEqualTo(Outcome.OK);
    assertThat(outcomeOfB(Condition.PROVISIONING)).isEqualTo(Outcome.OK);
  }

  @Test
  void aMemberThatTheTopologyDoesNotKnowYetHasNoWrongRole() {
    Expectation expectation = new Expectation(Epoch.of(1), Condition.HEALTHY, A, Set.of(A));
    var round = report(1_000, expectation, primary(A, 1), primary(B, 1));
    assertThat(round.get(1).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void withoutInfoThereAreNoFigures() {
    Sighting dead = new Sighting(A, Finding.failed(Outcome.REFUSED, "refused"), 1_234);
    MemberObservation seen = report(1_000, Expectation.NONE, dead).get(0);
    assertThat(seen).isEqualTo(MemberObservation.without(A, Outcome.REFUSED, "refused", 1_234));
  }

  private Outcome outcomeOfB(Condition condition) {
    return report(1_000, expecting(condition, A), primary(A, 1), primary(B, 1)).get(1).outcome();
  }

  private List<MemberObservation> report(
      long millis, Expectation expectation, Sighting... sightings) {
    return RoundReport.of(
        List.of(sightings), expectation, lags, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static Expectation expecting(Condition condition, MemberId primary) {
    return new Expectation(Epoch.of(1), condition, primary, Set.of(A, B));
  }

  private static Sighting primary(MemberId member, long offset) {
    return sighting(member, info(MemberRole.PRIMARY, "stream", null, offset));
  }

  private static Sighting replica(MemberId member, long offset) {
    return sighting(member, info(MemberRole.REPLICA, "stream", null, offset));
  }

  private static Sighting sighting(MemberId member, Info info) {
    return new Sighting(member, new Finding(Outcome.OK, "", 100L, info), 0);
  }

  private static Info info(MemberRole role, String stream, String previous, long offset) {
    return new Info(
        7, role, "run", stream, previous, Offset.of(offset), null, 0, 1, 0, 1, Vitals.NONE);
  }
}
