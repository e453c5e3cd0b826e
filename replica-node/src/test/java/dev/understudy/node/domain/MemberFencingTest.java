package dev.understudy.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemberFencingTest {

  private static final Address MINE = new Address("127.0.1.1", 7000);
  private static final Address OTHER = new Address("127.0.1.2", 7000);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Stage stage = new Stage();

  private static Order.Join join(long epoch) {
    return new Order.Join(Epoch.of(epoch), false, false);
  }

  private static Order.Join deposed(long epoch) {
    return new Order.Join(Epoch.of(epoch), false, true);
  }

  private static Order.Lead lead(long epoch) {
    return new Order.Lead(Epoch.of(epoch), new Offset(100), MINE, 2);
  }

  private static Order.Follow follow(long epoch) {
    return new Order.Follow(Epoch.of(epoch), MemberId.of("demo-b"), OTHER, Succession.NONE);
  }

  private void leadEpochOne() {
    stage.settle();
    stage.order(join(1));
    stage.order(lead(1));
  }

  private void followEpochOne() {
    stage.settle();
    stage.order(join(1));
    stage.order(follow(1));
    stage.engine.linkUp = true;
    stage.pass(SHORT);
  }

  @Test
  void theDeposedPrimaryIsParkedBeforeItJoins() {
    leadEpochOne();
    stage.said.clear();
    stage.order(deposed(2));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.said.get(0))
        .isInstanceOfSatisfying(
            MemberFenced.class,
            fenced -> assertThat(fenced.method()).isEqualTo(FenceMethod.PARKED));
    assertThat(stage.said.get(1))
        .isInstanceOfSatisfying(
            MemberJoined.class, joined -> assertThat(joined.role()).isEqualTo(MemberRole.PRIMARY));
  }

  @Test
  void aDeposedPrimaryThatHangsIsKilled() {
    leadEpochOne();
    stage.hung = true;
    stage.pass(SHORT);
    stage.said.clear();
    stage.order(deposed(2));
    stage.pass(Duration.ofMillis(100));
    assertThat(stage.kills).isZero();
    stage.pass(Duration.ofMillis(100));
    assertThat(stage.kills).isEqualTo(1);
    assertThat(stage.said(MemberExited.class)).hasSize(1);
    assertThat(stage.said(MemberFenced.class))
        .singleElement()
        .satisfies(fenced -> assertThat(fenced.method()).isEqualTo(FenceMethod.KILLED));
    stage.pass(Duration.ofMillis(300));
    assertThat(stage.said(MemberJoined.class)).hasSize(1);
  }

  @Test
  void aDeposedPrimaryThatHungForLongIsKilledAtOnce() {
    leadEpochOne();
    stage.hung = true;
    stage.pass(Duration.ofMillis(500));
    stage.order(deposed(2));
    assertThat(stage.kills).isEqualTo(1);
  }

  @Test
  void aHangingPrimaryWithoutLeaseIsKilled() {
    leadEpochOne();
    stage.hung = true;
    stage.pass(Stage.LIFETIME.plusMillis(600));
    assertThat(stage.kills).isEqualTo(1);
    assertThat(stage.said(MemberFenced.class)).hasSize(1);
  }

  @Test
  void aPrimaryThatAScriptBlocksKeepsItsLease() {
    leadEpochOne();
    stage.busy = true;
    stage.pass(Stage.LIFETIME.multipliedBy(5));
    assertThat(stage.kills).isZero();
    assertThat(stage.member.leaseRemaining(stage.now())).isPositive();
    stage.busy = false;
    stage.pass(SHORT);
    assertThat(stage.takesWrites()).isTrue();
    assertThat(stage.said(MemberFenced.class)).isEmpty();
  }

  /** It can't be told to stop taking writes: its script may write for ever. */
  @Test
  void aDeposedPrimaryThatAScriptBlocksIsKilled() {
    leadEpochOne();
    stage.busy = true;
    stage.pass(Stage.LIFETIME.multipliedBy(2));
    stage.order(deposed(2));
    stage.pass(Duration.ofMillis(200));
    assertThat(stage.kills).isEqualTo(1);
    assertThat(stage.said(MemberFenced.class))
        .singleElement()
        .satisfies(fenced -> assertThat(fenced.method()).isEqualTo(FenceMethod.KILLED));
  }

  @Test
  void anEngineIsToldToSayThatItIsBusyBeforeItsSilenceIsTakenForDeath() {
    stage.member.settings(Duration.ofMillis(600), new Tuning(1 << 20, 0));
    leadEpochOne();
    stage.pass(SHORT);
    stage.member.settings(Duration.ofMinutes(1), new Tuning(1 << 20, 0));
    stage.pass(SHORT);
    assertThat(stage.acts.stream().filter(Act.AnswerBusy.class::isInstance))
        .containsExactly(
            new Act.AnswerBusy(Duration.ofMillis(200)), new Act.AnswerBusy(Duration.ofSeconds(5)));
  }

  @Test
  void aHangingReplicaIsLeftAlone() {
    followEpochOne();
    stage.hung = true;
    stage.order(join(2));
    stage.pass(Duration.ofSeconds(5));
    assertThat(stage.kills).isZero();
    stage.hung = false;
  }

  @Test
  void aCrashIsSaidAtOnceAndNeedsNoFence() {
    leadEpochOne();
    stage.said.clear();
    stage.crash();
    assertThat(stage.said)
        .singleElement()
        .isInstanceOfSatisfying(
            MemberExited.class, exited -> assertThat(exited.role()).isEqualTo(MemberRole.PRIMARY));
    stage.order(deposed(2));
    assertThat(stage.said(MemberFenced.class))
        .singleElement()
        .satisfies(fenced -> assertThat(fenced.method()).isEqualTo(FenceMethod.NOT_RUNNING));
    stage.pass(Duration.ofMillis(200));
    assertThat(stage.starts).isEqualTo(2);
    assertThat(stage.said(MemberJoined.class)).hasSize(1);
    assertThat(stage.writing()).isFalse();
  }

  @Test
  void restartsLaterAndLater() {
    stage.settle();
    for (int i = 0; i < 4; i++) {
      int before = stage.starts;
      stage.crash();
      stage.pass(Duration.ofMillis((100L << i) - 10));
      assertThat(stage.starts).isEqualTo(before);
      stage.pass(Duration.ofMillis(20));
      assertThat(stage.starts).isEqualTo(before + 1);
    }
  }

  @Test
  void fencesItselfWhenTheBusAndItsReplicasAreOutOfReach() {
    leadEpochOne();
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 1;
    stage.pass(Stage.LIFETIME.plusMillis(50));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.said(MemberFenced.class)).hasSize(1);
    stage.busOut = false;
    stage.pass(Stage.LIFETIME.dividedBy(3).plusMillis(20));
    assertThat(stage.writing()).isTrue();
    assertThat(stage.said(MemberPromoted.class)).hasSize(2);
  }

  @Test
  void goesOnWithoutTheBusWhileAllReplicasAnswer() {
    leadEpochOne();
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 2;
    stage.pass(Stage.LIFETIME.multipliedBy(5));
    assertThat(stage.writing()).isTrue();
    assertThat(stage.onFailsafe()).isTrue();
    assertThat(stage.warnings).singleElement().asString().contains("all replicas are attached");
    stage.answering = 1;
    stage.pass(Failsafe.GOOD_FOR.plus(SHORT));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.onFailsafe()).isFalse();
    assertThat(stage.warnings).last().asString().contains("no longer");
  }

  @Test
  void withoutTheBusItStopsAtOnceWhenAReplicaLeaves() {
    leadEpochOne();
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 2;
    stage.pass(Stage.LIFETIME.multipliedBy(2));
    stage.engine.attached = 1;
    stage.pass(Duration.ofMillis(20));
    assertThat(stage.writing()).isFalse();
  }

  @Test
  void aPrimaryFoundRunningWaitsForTheLogThenForItsLease() {
    leadEpochOne();
    stage.said.clear();
    stage.acts.clear();
    stage.restartNode();
    assertThat(stage.acts).containsExactly(new Act.HoldWrites());
    stage.busOut = true;
    stage.order(lead(1));
    assertThat(stage.acts).containsExactly(new Act.HoldWrites());
    stage.busOut = false;
    stage.pass(Stage.LIFETIME.dividedBy(3).plusMillis(20));
    assertThat(stage.acts).contains(new Act.Promote());
    assertThat(stage.writing()).isTrue();
    assertThat(stage.said(MemberPromoted.class)).hasSize(1);
  }

  @Test
  void aPrimaryFoundRunningAfterTheLogWasReadIsNotParkedForWantOfItsFirstRenewal() {
    leadEpochOne();
    stage.busOut = true;
    stage.restartNodeThen(lead(1));
    stage.acts.clear();
    stage.pass(Stage.LIFETIME.dividedBy(2));
    assertThat(stage.acts).isEmpty();
    stage.pass(Stage.LIFETIME);
    assertThat(stage.acts).containsExactly(new Act.Park());
  }

  @Test
  void aPrimaryFoundRunningThatWasDeposedMeanwhileIsParked() {
    leadEpochOne();
    stage.restartNode();
    stage.order(follow(2));
    assertThat(stage.acts).last().isEqualTo(new Act.FollowPrimary(OTHER, true));
    assertThat(stage.said(MemberFenced.class)).hasSize(1);
  }

  @Test
  void anOlderEpochThanTheOneJoinedIsRefused() {
    leadEpochOne();
    stage.order(join(5));
    stage.order(lead(4));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.warnings).isNotEmpty();
    assertThat(stage.disk.epoch()).isEqualTo(Epoch.of(5));
  }
}
