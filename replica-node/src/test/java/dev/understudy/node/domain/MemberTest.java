package dev.understudy.node.domain;

import static dev.understudy.node.domain.Orders.THEIRS;
import static dev.understudy.node.domain.Orders.follow;
import static dev.understudy.node.domain.Orders.join;
import static dev.understudy.node.domain.Orders.lead;
import static dev.understudy.node.domain.Stage.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemberTest {

  private final Stage stage = new Stage();

  @Test
  void startsParkedAndPromotesNobodyBeforeTheLogWasRead() {
    stage.pass(Duration.ofSeconds(1));
    assertThat(stage.starts).isEqualTo(1);
    assertThat(stage.acts).isEmpty();
    assertThat(stage.said).isEmpty();
  }

  @Test
  void joinsThenIsPromotedAtOnce() {
    stage.leadEpochOne();
    assertThat(stage.said(MemberJoined.class))
        .singleElement()
        .satisfies(
            joined -> {
              assertThat(joined.epoch()).isEqualTo(Epoch.of(1));
              assertThat(joined.role()).isEqualTo(MemberRole.REPLICA);
              assertThat(joined.everSynced()).isFalse();
            });
    assertThat(stage.said(MemberPromoted.class)).hasSize(1);
    assertThat(stage.renewals).isEmpty();
    assertThat(stage.disk.everSynced()).isTrue();
    assertThat(stage.writing()).isTrue();
  }

  @Test
  void goesOnWritingWhileItsRenewalsAreReadBack() {
    stage.leadEpochOne();
    stage.pass(Duration.ofSeconds(10));
    assertThat(stage.renewals).hasSizeBetween(30, 34);
    assertThat(stage.said(MemberFenced.class)).isEmpty();
    assertThat(stage.writing()).isTrue();
  }

  @Test
  void doesNotSayThatItJoinedBeforeThatIsOnDisk() {
    stage.diskFull = true;
    stage.settle();
    stage.member.order(join(1), stage.now());
    for (int i = 0; i < 5; i++) {
      for (Command command : stage.member.next(stage.now())) {
        assertThat(command).isNotInstanceOf(Command.Publish.class);
        if (command instanceof Command.Persist persist) {
          stage.member.persisted(persist.standing(), false, stage.now());
        }
      }
    }
  }

  @Test
  void anElectedMemberThatWasRestartedStaysParked() {
    stage.settle();
    stage.order(join(1));
    stage.crash();
    stage.pass(Duration.ofMillis(200));
    stage.said.clear();
    stage.crash();
    stage.order(lead(1));
    stage.pass(Duration.ofSeconds(1));
    assertThat(stage.writing()).isFalse();
    assertThat(stage.said(MemberPromoted.class)).isEmpty();
    assertThat(stage.warnings).isNotEmpty();
  }

  @Test
  void aMemberWithLessThanWasElectedStaysParked() {
    stage.engine.offset = 99;
    stage.settle();
    stage.order(join(1));
    stage.order(lead(1));
    assertThat(stage.writing()).isFalse();
  }

  @Test
  void aReplicaCutsItsUpstreamThenJoins() {
    stage.followEpochOne();
    stage.acts.clear();
    stage.order(join(2));
    assertThat(stage.acts).first().isEqualTo(new Act.CutUpstream());
    assertThat(stage.said(MemberJoined.class)).hasSize(2);
    assertThat(stage.said(MemberFenced.class)).isEmpty();
    assertThat(stage.disk.epoch()).isEqualTo(Epoch.of(2));
  }

  @Test
  void followsAndSaysHow() {
    stage.settle();
    stage.order(join(1));
    stage.order(follow(1));
    assertThat(stage.said(MemberFollowing.class)).isEmpty();
    stage.engine.replicationId = "repl-b";
    stage.engine.formerReplicationId = "repl-a";
    stage.engine.linkUp = true;
    stage.pass(SHORT);
    assertThat(stage.said(MemberFollowing.class))
        .singleElement()
        .satisfies(following -> assertThat(following.resync()).isEqualTo(Resync.PARTIAL));
    assertThat(stage.disk.everSynced()).isTrue();
  }

  @Test
  void asksAgainWhilePrimaryIsNotReady() {
    stage.settle();
    stage.order(join(1));
    stage.order(follow(1));
    stage.pass(Duration.ofMillis(100));
    assertThat(stage.acts).filteredOn(Act.FollowAgain.class::isInstance).hasSize(2);
  }

  @Test
  void aPlannedEpochLetsWritesWaitAndReplicasStream() {
    stage.leadEpochOne();
    stage.order(new Order.Join(Epoch.of(2), true, true));
    assertThat(stage.said(MemberFenced.class))
        .singleElement()
        .satisfies(fenced -> assertThat(fenced.method()).isEqualTo(FenceMethod.PAUSED));
    assertThat(stage.acts).last().isEqualTo(new Act.HoldWrites());
    stage.pass(Timings.HOLD);
    assertThat(stage.acts).filteredOn(Act.HoldWrites.class::isInstance).hasSizeBetween(2, 3);
    stage.order(follow(2));
    assertThat(stage.acts).last().isEqualTo(new Act.FollowPrimary(THEIRS, true));
  }

  @Test
  void aPlannedEpochLeavesReplicasAttached() {
    stage.followEpochOne();
    stage.acts.clear();
    stage.order(new Order.Join(Epoch.of(2), true, false));
    stage.pass(SHORT);
    assertThat(stage.acts).isEmpty();
    assertThat(stage.said(MemberJoined.class)).hasSize(2);
    stage.order(lead(2));
    assertThat(stage.writing()).isTrue();
  }

  @Test
  void theOldPrimaryResumesIfItIsElectedAgain() {
    stage.leadEpochOne();
    stage.order(new Order.Join(Epoch.of(2), true, true));
    stage.order(lead(2));
    assertThat(stage.acts).last().isEqualTo(new Act.Promote());
    assertThat(stage.said(MemberPromoted.class)).hasSize(2);
  }

  @Test
  void takesASnapshotOnceThereIsAHistoryAndBeforeTheBacklogIsGone() {
    stage.followEpochOne();
    stage.pass(Duration.ofMillis(300));
    assertThat(stage.acts).filteredOn(Act.Snapshot.class::isInstance).hasSize(1);
    stage.pass(Duration.ofSeconds(10));
    assertThat(stage.acts).filteredOn(Act.Snapshot.class::isInstance).hasSize(1);
    stage.engine.offset += 600;
    stage.pass(Duration.ofMillis(200));
    assertThat(stage.acts).filteredOn(Act.Snapshot.class::isInstance).hasSize(2);
  }

  @Test
  void takesASnapshotSoonAfterEveryChangeOfPrimary() {
    stage.followEpochOne();
    stage.pass(Duration.ofMillis(300));
    stage.engine.replicationId = "repl-b";
    stage.pass(Duration.ofMillis(150));
    assertThat(stage.acts).filteredOn(Act.Snapshot.class::isInstance).hasSize(1);
    stage.pass(Duration.ofMillis(300));
    assertThat(stage.acts).filteredOn(Act.Snapshot.class::isInstance).hasSize(2);
  }

  @Test
  void joinsNoEpochThatItsEngineWasNotSeenIn() {
    stage.followEpochOne();
    stage.hung = true;
    stage.pass(SHORT);
    stage.order(join(2));
    stage.order(follow(2));
    stage.pass(Duration.ofSeconds(1));
    assertThat(stage.said(MemberJoined.class))
        .as("it hangs, and may still have what it was sent in epoch 1")
        .allMatch(joined -> joined.epoch().equals(Epoch.of(1)));
    stage.goOn();
    assertThat(stage.said(MemberJoined.class)).last().matches(j -> j.epoch().equals(Epoch.of(2)));
  }

  @Test
  void saysWhoseDataItHas() {
    stage.followEpochOne();
    stage.order(join(2));
    assertThat(stage.said(MemberJoined.class))
        .last()
        .satisfies(
            joined -> {
              assertThat(joined.everSynced()).isTrue();
              assertThat(joined.dataEpoch()).isEqualTo(Epoch.of(1));
            });
  }

  @Test
  void hasNoCopyAnyMoreWhenItComesUpWithNothing() {
    stage.followEpochOne();
    stage.engine.keys = 0;
    stage.engine.offset = 0;
    stage.crash();
    stage.pass(Duration.ofSeconds(1));
    stage.order(join(2));
    assertThat(stage.said(MemberJoined.class))
        .last()
        .satisfies(
            joined -> {
              assertThat(joined.everSynced()).isFalse();
              assertThat(joined.dataEpoch()).isEqualTo(Epoch.NONE);
            });
  }
}
