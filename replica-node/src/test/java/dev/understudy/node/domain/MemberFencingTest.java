package dev.understudy.node.domain;

import static dev.understudy.node.domain.Orders.THEIRS;
import static dev.understudy.node.domain.Orders.deposed;
import static dev.understudy.node.domain.Orders.follow;
import static dev.understudy.node.domain.Orders.join;
import static dev.understudy.node.domain.Orders.lead;
import static dev.understudy.node.domain.Stage.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemberFencingTest {

  private final Stage stage = new Stage();

  @Test
  void theDeposedPrimaryIsParkedBeforeItJoins() {
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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
    stage.leadEpochOne();
    stage.hung = true;
    stage.pass(Duration.ofMillis(500));
    stage.order(deposed(2));
    assertThat(stage.kills).isEqualTo(1);
  }

  @Test
  void aHangingPrimaryWithoutLeaseIsKilled() {
    stage.leadEpochOne();
    stage.hung = true;
    stage.pass(Stage.LIFETIME.plusMillis(600));
    assertThat(stage.kills).isEqualTo(1);
    assertThat(stage.said(MemberFenced.class)).hasSize(1);
  }

  @Test
  void aPrimaryThatAScriptBlocksKeepsItsLease() {
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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
    stage.leadEpochOne();
    stage.pass(SHORT);
    stage.member.settings(Duration.ofMinutes(1), new Tuning(1 << 20, 0));
    stage.pass(SHORT);
    assertThat(stage.acts.stream().filter(Act.AnswerBusy.class::isInstance))
        .containsExactly(
            new Act.AnswerBusy(Duration.ofMillis(200)), new Act.AnswerBusy(Duration.ofSeconds(5)));
  }

  @Test
  void aHangingReplicaIsLeftAlone() {
    stage.followEpochOne();
    stage.hung = true;
    stage.order(join(2));
    stage.pass(Duration.ofSeconds(5));
    assertThat(stage.kills).isZero();
    stage.hung = false;
  }

  @Test
  void aCrashIsSaidAtOnceAndNeedsNoFence() {
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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

  /** On a busy machine an answer comes late now and then. */
  @Test
  void withoutTheBusALateAnswerDoesNotStopIt() {
    stage.leadEpochOne();
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 2;
    stage.pass(Stage.LIFETIME.multipliedBy(2));
    stage.answering = 1;
    stage.pass(Failsafe.GOOD_FOR.dividedBy(2));
    assertThat(stage.writing()).isTrue();
    stage.answering = 2;
    stage.pass(Failsafe.GOOD_FOR.multipliedBy(2));
    assertThat(stage.writing()).isTrue();
    assertThat(stage.said(MemberFenced.class)).isEmpty();
  }

  @Test
  void withoutTheBusItStopsAtOnceWhenAReplicaLeaves() {
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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
    stage.leadEpochOne();
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
    stage.leadEpochOne();
    stage.restartNode();
    stage.order(follow(2));
    assertThat(stage.acts).last().isEqualTo(new Act.FollowPrimary(THEIRS, true));
    assertThat(stage.said(MemberFenced.class)).hasSize(1);
  }

  @Test
  void anOlderEpochThanTheOneJoinedIsRefused() {
    stage.leadEpochOne();
    stage.order(join(5));
    stage.order(lead(4));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.warnings).isNotEmpty();
    assertThat(stage.disk.epoch()).isEqualTo(Epoch.of(5));
  }
}
