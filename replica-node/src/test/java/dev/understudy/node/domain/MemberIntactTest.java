package dev.understudy.node.domain;

import static dev.understudy.node.domain.Orders.follow;
import static dev.understudy.node.domain.Orders.join;
import static dev.understudy.node.domain.Stage.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberJoined;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a synchronous instance relies on: a member knows whether it has all that it acknowledged.
 */
class MemberIntactTest {

  private final Stage stage = new Stage();

  @Test
  void aReplicaIsIntactWhenItHasFollowedForAWhileAndUntilItsProcessEnds() {
    stage.followEpochOne();
    stage.order(join(2));
    assertThat(lastJoined().intact()).isFalse();
    stage.order(follow(2));
    stage.engine.linkUp = true;
    stage.pass(Duration.ofMillis(1200));
    stage.order(join(3));
    assertThat(lastJoined().intact()).isTrue();

    stage.crash();
    stage.pass(Duration.ofSeconds(1));
    assertThat(lastJoined().intact()).isFalse();
  }

  @Test
  void aPrimaryIsIntactAsSoonAsItIsPromoted() {
    stage.leadEpochOne();
    stage.order(join(2));
    assertThat(lastJoined().intact()).isTrue();
  }

  @Test
  void whatTheNodeWritesDownSurvivesItsRestart() {
    stage.leadEpochOne();
    stage.restartNodeThen(join(2));
    assertThat(lastJoined().intact()).isTrue();
  }

  private MemberJoined lastJoined() {
    List<MemberJoined> all = stage.said(MemberJoined.class);
    return all.get(all.size() - 1);
  }

  /** A removed replica must not acknowledge any more. */
  @Test
  void whoBelongsToNoEpochCutsItsUpstream() {
    stage.followEpochOne();
    stage.order(new Order.StandBy(Epoch.of(1)));
    assertThat(stage.acts).last().isEqualTo(new Act.CutUpstream());
  }

  @Test
  void theEngineTakesOverChangedSettingsOnce() {
    stage.leadEpochOne();
    stage.acts.clear();
    stage.member.settings(Stage.LIFETIME, new Tuning(1024, 1));
    stage.settle();
    stage.pass(SHORT);
    assertThat(stage.acts.stream().filter(Act.Tune.class::isInstance))
        .containsExactly(new Act.Tune(new Tuning(1024, 1)));
  }

  /** It was said that its writes wait: a pause that can't be prolonged would end. */
  @Test
  void aPausedPrimaryThatHangsIsEndedBeforeItsPauseEnds() {
    stage.leadEpochOne();
    stage.order(new Order.Join(Epoch.of(2), true, true));
    stage.hung = true;
    stage.pass(Timings.HOLD.dividedBy(2).plus(Duration.ofSeconds(1)));
    assertThat(stage.kills).isZero();
    stage.pass(Timings.HOLD.dividedBy(2).minus(Duration.ofSeconds(1)));
    assertThat(stage.kills).isEqualTo(1);
  }
}
