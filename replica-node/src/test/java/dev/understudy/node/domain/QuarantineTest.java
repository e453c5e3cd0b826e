package dev.understudy.node.domain;

import static dev.understudy.node.domain.Orders.ME;
import static dev.understudy.node.domain.Orders.MINE;
import static dev.understudy.node.domain.Orders.OTHER;
import static dev.understudy.node.domain.Orders.THEIRS;
import static dev.understudy.node.domain.Orders.deposed;
import static dev.understudy.node.domain.Orders.join;
import static dev.understudy.node.domain.Orders.lead;
import static dev.understudy.node.domain.Stage.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberQuarantined;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member led epoch 1 from offset 100, and is at 350 when another is elected at 300. */
class QuarantineTest {

  private final Stage stage = new Stage();
  private Succession succession = Succession.NONE;

  private Succession elected(long epoch, MemberId who, long offset, boolean forced) {
    Address address = who.equals(ME) ? MINE : THEIRS;
    succession =
        succession.plus(
            new PrimaryElected(
                InstanceId.of("demo"),
                Epoch.of(epoch),
                who,
                Offset.of(offset),
                address,
                45_000,
                null,
                List.of()),
            forced);
    return succession;
  }

  private void leadEpochOne() {
    elected(1, ME, 100, false);
    stage.leadEpochOne();
    stage.engine.offset = 350;
    stage.pass(Duration.ofMillis(300));
  }

  private void deposedBy(long offset) {
    stage.acts.clear();
    stage.order(deposed(2));
    stage.order(follow(2, offset));
  }

  private Order.Follow follow(long epoch, long offset) {
    return Orders.follow(epoch, elected(epoch, OTHER, offset, false));
  }

  private MemberQuarantined quarantined() {
    assertThat(stage.said(MemberQuarantined.class)).hasSize(1);
    return stage.said(MemberQuarantined.class).get(0);
  }

  private boolean follows() {
    return stage.acts.stream().anyMatch(Act.FollowPrimary.class::isInstance);
  }

  @Test
  void savesThenComparesThenTellsThenFollows() {
    leadEpochOne();
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(stage.steps)
        .containsExactlyInAnyOrder(
            new SalvageStep.Compare(THEIRS, Duration.ofMillis(2700)),
            new SalvageStep.Keep(Epoch.of(1)));
    assertThat(quarantined())
        .isEqualTo(
            new MemberQuarantined(
                InstanceId.of("demo"),
                ME,
                stage.member.id().node(),
                Epoch.of(2),
                Epoch.of(1),
                "/salvage/demo-a-epoch-1.rdb",
                50,
                7L,
                true,
                null));
    assertThat(stage.acts)
        .filteredOn(act -> !(act instanceof Act.FollowAgain))
        .containsExactly(new Act.Park(), new Act.Snapshot(), new Act.FollowPrimary(THEIRS, false));
    assertThat(stage.deeds)
        .containsSubsequence(quarantined(), new Act.FollowPrimary(THEIRS, false));
  }

  @Test
  void oneThatHasNoMoreThanItsSuccessorFollowsAtOnce() {
    leadEpochOne();
    deposedBy(350);
    stage.pass(SHORT);
    assertThat(stage.steps).isEmpty();
    assertThat(stage.said(MemberQuarantined.class)).isEmpty();
    assertThat(follows()).isTrue();
  }

  @Test
  void whatItWroteUntilTheLastMomentCounts() {
    leadEpochOne();
    stage.engine.offset = 400;
    stage.order(follow(2, 350));
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(50);
  }

  @Test
  void aHistoryThatGotANewIdJustBeforeTheEndIsStillItsOwn() {
    leadEpochOne();
    stage.engine.replicationId = "repl-c";
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(50);
  }

  @Test
  void aReplicaThatIsAheadIsNotQuarantined() {
    stage.settle();
    stage.order(join(1));
    stage.order(follow(1, 100));
    stage.engine.replicationId = "repl-b";
    stage.engine.linkUp = true;
    stage.pass(SHORT);
    stage.engine.offset = 900;
    stage.pass(SHORT);
    stage.order(deposed(2));
    stage.order(follow(2, 300));
    stage.pass(SHORT);
    assertThat(stage.steps).isEmpty();
    assertThat(stage.said(MemberQuarantined.class)).isEmpty();
  }

  @Test
  void waitsUntilTheSnapshotIsWritten() {
    leadEpochOne();
    stage.engine.saving = true;
    deposedBy(300);
    stage.pass(Duration.ofMillis(500));
    assertThat(stage.acts).as("one is under way").doesNotContain(new Act.Snapshot());
    stage.engine.saving = false;
    stage.pass(SHORT);
    assertThat(stage.acts).contains(new Act.Snapshot());
    assertThat(quarantined().path()).isNotNull();
  }

  @Test
  void saysThatTheDatasetCouldNotBeSavedBeforeItFollows() {
    leadEpochOne();
    stage.engine.saveFails = true;
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(quarantined().path()).isNull();
    assertThat(quarantined().problem()).contains("could not write its snapshot");
    assertThat(quarantined().keysDiffering()).isEqualTo(7);
    assertThat(follows()).isTrue();
  }

  @Test
  void saysWhyTheSnapshotWasNotPutAside() {
    leadEpochOne();
    stage.kept = Kept.not("no space");
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(quarantined().problem()).isEqualTo("no space");
    assertThat(follows()).isTrue();
  }

  @Test
  void noAnswerKeepsItFromFollowingForEver() {
    leadEpochOne();
    stage.kept = null;
    stage.comparison = null;
    deposedBy(300);
    stage.pass(Duration.ofMillis(2900));
    assertThat(follows()).isFalse();
    assertThat(stage.said(MemberQuarantined.class)).isEmpty();
    stage.pass(Duration.ofMillis(200));
    assertThat(quarantined().path()).isNull();
    assertThat(quarantined().keysDiffering()).isNull();
    assertThat(quarantined().complete()).isFalse();
    assertThat(quarantined().problem()).contains("put aside in time").contains("compared in time");
    assertThat(follows()).isTrue();
  }

  @Test
  void aNodeThatCrashesMeanwhileBeginsAgain() {
    leadEpochOne();
    stage.comparison = null;
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(stage.said(MemberQuarantined.class)).isEmpty();
    stage.comparison = Comparison.upTo(3, "enough");
    stage.restartNodeThen(Orders.follow(2, succession));
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(50);
    assertThat(quarantined().complete()).isFalse();
    assertThat(follows()).isTrue();
  }

  @Test
  void oneThatComesBackFromItsSnapshotIsQuarantinedIfThatHasMore() {
    leadEpochOne();
    stage.engine.offset = 320;
    stage.crash();
    stage.pass(Duration.ofMillis(200));
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(20);
  }

  /** Each promotion gives the same history another id; the snapshot on disk has an earlier one. */
  @Test
  void oneThatWasParkedForAMomentAndComesBackFromAnEarlierSnapshotIsQuarantined() {
    leadEpochOne();
    stage.engine.formerReplicationId = "repl-a";
    stage.engine.replicationId = "repl-c";
    stage.pass(Duration.ofMillis(300));
    stage.crash();
    stage.engine.formerReplicationId = Facts.ZEROS;
    stage.engine.replicationId = "repl-a";
    stage.engine.offset = 320;
    stage.pass(Duration.ofMillis(200));
    deposedBy(300);
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(20);
  }

  /** It has led twice since it wrote its last snapshot, each time another history. */
  @Test
  void itsSnapshotMayBeFromAnEarlierReignOfItsOwn() {
    leadEpochOne();
    deposedBy(350);
    stage.engine.linkUp = true;
    stage.engine.replicationId = "repl-b";
    stage.pass(SHORT);
    elected(3, ME, 350, false);
    stage.order(join(3));
    stage.order(lead(3));
    stage.engine.formerReplicationId = "repl-b";
    stage.engine.replicationId = "repl-c";
    stage.pass(Duration.ofMillis(300));
    stage.crash();
    stage.engine.formerReplicationId = Facts.ZEROS;
    stage.engine.replicationId = "repl-a";
    stage.engine.offset = 320;
    stage.pass(Duration.ofMillis(200));
    stage.order(deposed(4));
    stage.order(follow(4, 300));
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(20);
    assertThat(quarantined().ledEpoch()).isEqualTo(Epoch.of(1));
  }

  @Test
  void itIsToldOnceForAllFurtherEpochs() {
    leadEpochOne();
    deposedBy(300);
    stage.pass(SHORT);
    stage.order(deposed(3));
    stage.order(follow(3, 380));
    stage.pass(SHORT);
    assertThat(quarantined().epoch()).isEqualTo(Epoch.of(2));
  }

  @Test
  void theFirstElectionThatItMissedCountsNotTheLast() {
    leadEpochOne();
    stage.crash();
    elected(2, OTHER, 300, false);
    stage.order(deposed(3));
    stage.order(follow(3, 900));
    stage.pass(Duration.ofMillis(300));
    assertThat(quarantined().divergingBytes()).isEqualTo(50);
  }

  @Test
  void aForcedSuccessorMayHaveNothingOfItsReign() {
    leadEpochOne();
    stage.order(deposed(2));
    stage.order(Orders.follow(2, elected(2, OTHER, 5000, true)));
    stage.pass(SHORT);
    assertThat(quarantined().divergingBytes()).isEqualTo(250);
  }

  @Test
  void aSwitchoverHasNoQuarantine() {
    leadEpochOne();
    stage.order(new Order.Join(Epoch.of(2), true, true));
    stage.order(follow(2, 350));
    stage.pass(SHORT);
    assertThat(stage.acts).contains(new Act.FollowPrimary(THEIRS, true));
    assertThat(stage.acts).doesNotContain(new Act.Park());
    assertThat(stage.said(MemberQuarantined.class)).isEmpty();
  }
}
