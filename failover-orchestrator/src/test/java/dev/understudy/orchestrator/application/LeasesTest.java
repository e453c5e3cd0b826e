package dev.understudy.orchestrator.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.application.LeaseStatus.Failsafe;
import dev.understudy.orchestrator.domain.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId ONE = MemberId.of("demo-1");
  private static final Moment NOW = new Moment(0, Instant.parse("2030-01-01T00:00:00Z"));

  private final Leases leases = new Leases();

  private LeaseStatus at(Duration later) {
    return leases.of(DEMO, ONE, NOW.plus(later));
  }

  @Test
  void aReportCountsUntilThreeWereMissed() {
    leases.learn(reported(LeaseState.FAILSAFE), NOW);
    assertThat(at(Duration.ofMillis(2999)).state()).isEqualTo(LeaseState.FAILSAFE);
    assertThat(at(Duration.ofSeconds(3)).state()).isNull();
  }

  @Test
  void aPrimaryThatBecameAReplicaHasNoLease() {
    leases.learn(reported(LeaseState.HELD), NOW);
    leases.learn(reported(null), NOW);
    assertThat(at(Duration.ZERO).state()).isNull();
  }

  @Test
  void theLastFailsafeIsRememberedUntilTheInstanceIsDeleted() {
    leases.learn(ended(Duration.ofSeconds(5)), NOW);
    leases.learn(ended(Duration.ofSeconds(57)), NOW);
    assertThat(at(Duration.ofDays(1)).lastFailsafe())
        .isEqualTo(new Failsafe(Epoch.of(1), NOW.wall(), Duration.ofSeconds(57), LeaseState.HELD));
    leases.forget(DEMO);
    assertThat(at(Duration.ZERO)).isEqualTo(new LeaseStatus(null, null));
  }

  private static MemberFailsafeEnded ended(Duration lasted) {
    return new MemberFailsafeEnded(DEMO, ONE, NodeId.of("a"), Epoch.of(1), lasted, LeaseState.HELD);
  }

  private static MemberReported reported(LeaseState lease) {
    return new MemberReported(
        DEMO,
        ONE,
        NodeId.of("a"),
        Epoch.of(1),
        MemberRole.PRIMARY,
        true,
        false,
        "run",
        "history",
        Offset.ZERO,
        LinkState.NONE,
        Duration.ZERO,
        true,
        1,
        0,
        0,
        0,
        null,
        true,
        lease);
  }
}
