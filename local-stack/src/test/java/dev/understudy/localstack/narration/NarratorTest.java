package dev.understudy.localstack.narration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId FIRST = MemberId.of("demo-1");
  private static final Epoch EPOCH = Epoch.of(2);

  private final Narrator narrator = new Narrator();

  @Test
  void saysHowAProcessEnded() {
    assertThat(narrator.tell(exited(137)))
        .containsExactly("node a: demo-1's process ended, killed by signal 9");
    assertThat(narrator.tell(exited(1)))
        .containsExactly("node a: demo-1's process ended, exit code 1");
  }

  private static MemberExited exited(int code) {
    return new MemberExited(
        DEMO, FIRST, NodeId.of("a"), EPOCH, code, MemberRole.PRIMARY, "run", Offset.ZERO);
  }

  @Test
  void saysWhyAnEpochIsOpened() {
    EpochOpened opened =
        new EpochOpened(
            DEMO,
            EPOCH,
            Cause.PRIMARY_CRASHED,
            FIRST,
            Offset.of(7),
            null,
            List.of(FIRST),
            List.of(),
            List.of(new Evidence("node a", "exit"), new Evidence("vantage b", "REFUSED")),
            Instant.EPOCH,
            "orchestrator-1");
    assertThat(narrator.tell(opened))
        .containsExactly(
            "orchestrator opens epoch 2: primary crashed (node a: exit; vantage b: REFUSED)");
  }

  @Test
  void saysHowAReplicaCameToFollow() {
    MemberFollowing following =
        new MemberFollowing(
            DEMO,
            MemberId.of("demo-3"),
            NodeId.of("c"),
            EPOCH,
            MemberId.of("demo-2"),
            Resync.PARTIAL,
            Offset.ZERO);
    assertThat(narrator.tell(following))
        .containsExactly("node c: demo-3 follows demo-2 (partial resync)");
  }

  @Test
  void tellsOnlyWhatHasChanged() {
    assertThat(narrator.tell(observed(Outcome.OK))).isEmpty();
    assertThat(narrator.tell(observed(Outcome.REFUSED)))
        .containsExactly("vantage b: demo-1 refuses connections");
    assertThat(narrator.tell(observed(Outcome.REFUSED))).isEmpty();
    assertThat(narrator.tell(observed(Outcome.OK))).containsExactly("vantage b: demo-1 answers");
  }

  private static InstanceObserved observed(Outcome outcome) {
    return new InstanceObserved(
        DEMO,
        new Vantage("b"),
        1,
        EPOCH,
        1,
        List.of(MemberObservation.without(FIRST, outcome, "", 0)));
  }

  @Test
  void keepsQuietAboutHeartbeats() {
    assertThat(narrator.tell(new LeaseRenewed(DEMO, EPOCH, FIRST, "r", 45_000))).isEmpty();
  }
}
