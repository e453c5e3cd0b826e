package dev.understudy.orchestrator.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.MetricType;
import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.Decisions;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.LeaseStatus;
import dev.understudy.orchestrator.application.NodeStatus;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed of a fleet that the test makes up. */
class FleetGaugesTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Decisions DECISIONS = new Decisions(DEMO, START);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final List<Decision> decisions = new ArrayList<>();
  private TopologySnapshot topology = snapshot(Condition.HEALTHY, "all is well");
  private boolean caughtUp = true;
  private boolean wanted = true;

  private final Fleet fleet =
      new Fleet() {
        @Override
        public boolean caughtUp() {
          return caughtUp;
        }

        @Override
        public List<AlertRaised> alerts(InstanceId instance) {
          return List.of();
        }

        @Override
        public List<InstanceSpec> specs() {
          return wanted ? List.of(FleetGaugesTest.spec()) : List.of();
        }

        @Override
        public Optional<InstanceSpec> spec(InstanceId instance) {
          return specs().stream().findFirst();
        }

        @Override
        public Optional<TopologySnapshot> topology(InstanceId instance) {
          return Optional.ofNullable(topology);
        }

        @Override
        public List<Decision> decisions(InstanceId instance) {
          return List.copyOf(decisions);
        }

        @Override
        public Optional<MemberQuarantined> quarantined(InstanceId instance, Epoch epoch) {
          return Optional.empty();
        }

        @Override
        public LeaseStatus lease(InstanceId instance, MemberId member) {
          return new LeaseStatus(null, null);
        }

        @Override
        public List<NodeStatus> nodes() {
          return List.of();
        }

        @Override
        public long staleObservations() {
          return 17;
        }
      };

  @BeforeEach
  void register() {
    new FleetGauges(fleet, Clock.fixed(START, ZoneOffset.UTC)).register(registry);
  }

  @Test
  void showsWhatAnInstanceIs() {
    assertThat(scrape())
        .contains("understudy_instance_state{instance_id=\"demo\",state=\"healthy\",} 1.0")
        .contains("understudy_instance_state{instance_id=\"demo\",state=\"failing_over\",} 0.0")
        .contains("understudy_epoch{instance_id=\"demo\",} 3.0")
        .contains("understudy_members_wanted{instance_id=\"demo\",} 3.0")
        .contains("understudy_members_serving{instance_id=\"demo\",} 3.0")
        .as("the third has priority 0")
        .contains("understudy_promotable_replicas{instance_id=\"demo\",} 1.0")
        .contains("cause=\"primary_crashed\",outcome=\"completed\",} 0.0")
        .doesNotContain("instance_created")
        .contains("understudy_stale_observations_total 17.0")
        .doesNotContain("understudy_failover_loss_bytes", "understudy_failover_phase_seconds");
  }

  @Test
  void anInstanceWithoutATopologyIsBeingProvisioned() {
    topology = null;
    assertThat(scrape())
        .contains("understudy_instance_state{instance_id=\"demo\",state=\"provisioning\",} 1.0")
        .contains("understudy_promotable_replicas{instance_id=\"demo\",} 0.0");
  }

  @Test
  void countsWhatTheLogHoldsAndTimesWhatHasHappenedSinceTheStart() {
    decisions.add(closed(1, Cause.INSTANCE_CREATED, START.plusSeconds(1), null));
    decisions.add(closed(2, Cause.PRIMARY_CRASHED, START.minusSeconds(60), 7L));
    decisions.add(closed(3, Cause.PRIMARY_CRASHED, START.plusSeconds(60), 4711L));
    String page = scrape();
    assertThat(page)
        .contains(
            "understudy_failovers_total{instance_id=\"demo\",cause=\"primary_crashed\","
                + "outcome=\"completed\",} 2.0")
        .contains("understudy_failover_loss_bytes{instance_id=\"demo\",} 4711.0")
        .contains("understudy_failover_outage_seconds{instance_id=\"demo\",} 1.24")
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"detect\",} 1.0")
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"join\",} 2.0")
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"promote\",} 3.0")
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"dns\",} 4.0")
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"total\",} 10.0")
        .contains("# TYPE understudy_failover_duration_seconds histogram")
        .contains("understudy_failover_duration_seconds_count{phase=\"total\",} 1.0")
        .contains("understudy_failover_duration_seconds_sum{phase=\"detect\",} 1.0")
        .contains("understudy_failover_duration_seconds_sum{phase=\"join\",} 2.0")
        .contains("understudy_failover_duration_seconds_sum{phase=\"promote\",} 3.0")
        .contains("understudy_failover_duration_seconds_sum{phase=\"dns\",} 4.0")
        .contains("understudy_failover_duration_seconds_sum{phase=\"total\",} 10.0")
        .doesNotContain("_created");
    assertThat(scrape()).as("a second look changes nothing").isEqualTo(page);
  }

  @Test
  void thePhasesAreThoseOfTheLastOneEvenIfItEndedBeforeTheStart() {
    decisions.add(closed(1, Cause.INSTANCE_CREATED, START.minusSeconds(99), null));
    assertThat(scrape()).doesNotContain("understudy_failover_phase_seconds");
    decisions.add(closed(2, Cause.PRIMARY_CRASHED, START.minusSeconds(60), 7L));
    Instant suspected = START.plusSeconds(60);
    Instant opened = suspected.plusMillis(20);
    decisions.add(
        closed(
            3,
            Cause.PRIMARY_DEAD,
            0L,
            new Timeline(suspected, opened, null, null, null, null, opened)));
    assertThat(scrape())
        .contains("understudy_failover_phase_seconds{instance_id=\"demo\",phase=\"detect\",} 0.02")
        .as("phases that were not seen, though an earlier one had them")
        .doesNotContain("demo\",phase=\"join\"", "demo\",phase=\"total\"");
  }

  @Test
  void countsAChangeOfPrimaryThatTheNextOneCutShort() {
    decisions.add(DECISIONS.opened(1, Cause.INSTANCE_CREATED));
    decisions.add(closed(1, Cause.INSTANCE_CREATED, START, null));
    decisions.add(DECISIONS.opened(2, Cause.PRIMARY_DEAD));
    String superseded = "cause=\"primary_dead\",outcome=\"superseded\",} ";
    assertThat(scrape()).as("it is under way").contains(superseded + "0.0");
    decisions.add(DECISIONS.opened(3, Cause.PROMOTION_UNCONFIRMED));
    decisions.add(closed(3, Cause.PROMOTION_UNCONFIRMED, START, 0L));
    assertThat(scrape())
        .contains(superseded + "1.0")
        .contains("cause=\"promotion_unconfirmed\",outcome=\"completed\",} 1.0")
        .contains("cause=\"promotion_unconfirmed\",outcome=\"superseded\",} 0.0");
  }

  @Test
  void showsTheObstacleThatTheSnapshotNames() {
    topology =
        new TopologySnapshot(
            DEMO,
            Epoch.of(3),
            Condition.BLOCKED,
            "a and b disagree",
            BlockReason.QUORUM_NOT_REACHED,
            DECISIONS.member(1),
            List.of(),
            9);
    assertThat(scrape())
        .contains(
            "understudy_failover_blocked{instance_id=\"demo\",reason=\"quorum_not_reached\",} 1.0")
        .contains("understudy_failover_blocked{instance_id=\"demo\",reason=\"cooldown\",} 0.0");
    topology = snapshot(Condition.HEALTHY, "all is well");
    assertThat(scrape()).doesNotContainPattern("understudy_failover_blocked.* 1.0");
  }

  @Test
  void aDeletedInstanceIsGoneAndNothingIsShownBeforeTheLogWasRead() {
    caughtUp = false;
    assertThat(scrape()).isEmpty();
    caughtUp = true;
    assertThat(scrape()).contains("instance_id=\"demo\"");
    wanted = false;
    assertThat(scrape()).doesNotContain("instance_id");
  }

  /** A timer is a meter, which is printed beside the fleet. */
  @Test
  void everythingThatIsDeclaredIsPrintedWithItsType() {
    decisions.add(closed(2, Cause.PRIMARY_CRASHED, START.plusSeconds(60), 7L));
    String page = scrape();
    assertThat(OrchestratorMetrics.CATALOGUE.metrics())
        .filteredOn(metric -> metric.type() != MetricType.TIMER)
        .allSatisfy(
            metric ->
                assertThat(page)
                    .contains("# HELP " + metric.name() + " " + metric.help() + "\n")
                    .contains(
                        "# TYPE "
                            + metric.name()
                            + " "
                            + Catalogue.labelValue(metric.type())
                            + "\n"));
  }

  private String scrape() {
    StringWriter page = new StringWriter();
    try {
      TextFormat.write004(page, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  private static InstanceSpec spec() {
    SealedSecret secret = new SealedSecret("key", "nonce", "text");
    return new InstanceSpec(
        DEMO,
        1,
        6400,
        Profile.named("nano"),
        List.of(wanted(1, 100), wanted(2, 100), wanted(3, 0)),
        HighAvailability.DEFAULT,
        AlertThresholds.DEFAULT,
        new InstanceSecrets(secret, secret, secret, secret));
  }

  private static MemberSpec wanted(int number, int priority) {
    return new MemberSpec(DECISIONS.member(number), NodeId.of("node-" + number), priority);
  }

  private static TopologySnapshot snapshot(Condition condition, String reason) {
    return new TopologySnapshot(
        DEMO,
        Epoch.of(3),
        condition,
        reason,
        DECISIONS.member(1),
        List.of(
            shown(1, MemberRole.PRIMARY),
            shown(2, MemberRole.REPLICA),
            shown(3, MemberRole.REPLICA)),
        9);
  }

  private static TopologyMember shown(int number, MemberRole role) {
    return new TopologyMember(
        DECISIONS.member(number),
        NodeId.of("node-" + number),
        "local",
        "a",
        new Address("127.0.1." + number, 6400),
        role,
        true);
  }

  private static EpochClosed closed(long epoch, Cause cause, Instant suspected, Long lossBytes) {
    Instant elected = suspected.plusSeconds(3);
    Instant promoted = suspected.plusSeconds(6);
    return closed(
        epoch,
        cause,
        lossBytes,
        new Timeline(
            suspected,
            suspected.plusSeconds(1),
            elected,
            promoted,
            null,
            promoted.plusSeconds(4),
            promoted.plusSeconds(9)));
  }

  private static EpochClosed closed(long epoch, Cause cause, Long lossBytes, Timeline timeline) {
    return new EpochClosed(
        DEMO,
        Epoch.of(epoch),
        cause,
        EpochOutcome.COMPLETED,
        DECISIONS.member(2),
        DECISIONS.member(1),
        null,
        null,
        lossBytes,
        lossBytes == null ? null : 1240L,
        timeline,
        List.of());
  }
}
