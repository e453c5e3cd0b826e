package dev.understudy.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResyncsTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId PRIMARY = MemberId.of("demo-2");
  private static final Epoch EPOCH = Epoch.of(2);

  private final List<MemberFollowing> following =
      List.of(
          following(1, Resync.FULL), following(2, Resync.PARTIAL), following(2, Resync.PARTIAL));

  @Test
  void countsThoseOfTheEpoch() {
    assertThat(Resyncs.since(EPOCH, following, null, null)).isEqualTo(new Resyncs(0, 2));
  }

  @Test
  void believesThePrimaryIfItSawMore() {
    assertThat(Resyncs.since(EPOCH, following, report("run", 0, 1), report("run", 1, 2)))
        .isEqualTo(new Resyncs(1, 2));
  }

  @Test
  void comparesNoCountersOfDifferentProcesses() {
    assertThat(Resyncs.since(EPOCH, following, report("one", 0, 0), report("two", 5, 5)))
        .isEqualTo(new Resyncs(0, 2));
  }

  @Test
  void takesTheNewestReport() {
    MemberReported newest = report("run", 2, 2);
    assertThat(Resyncs.last(List.of(report("run", 1, 1), newest), PRIMARY)).isSameAs(newest);
    assertThat(Resyncs.last(List.of(), PRIMARY)).isNull();
  }

  private static MemberFollowing following(long epoch, Resync resync) {
    return new MemberFollowing(
        DEMO, MemberId.of("demo-3"), NodeId.of("c"), Epoch.of(epoch), PRIMARY, resync, Offset.ZERO);
  }

  private static MemberReported report(String runId, long full, long partial) {
    return new MemberReported(
        DEMO,
        PRIMARY,
        NodeId.of("b"),
        EPOCH,
        MemberRole.PRIMARY,
        true,
        false,
        runId,
        "id",
        Offset.ZERO,
        LinkState.NONE,
        Duration.ZERO,
        true,
        0,
        2,
        full,
        partial,
        null,
        true,
        null);
  }
}
