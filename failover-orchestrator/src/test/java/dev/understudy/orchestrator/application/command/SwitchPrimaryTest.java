package dev.understudy.orchestrator.application.command;

import static dev.understudy.orchestrator.application.command.Application.assertConflict;
import static dev.understudy.orchestrator.application.command.Application.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchPrimaryTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final MemberId ONE = MemberId.of("orders-1");
  private static final MemberId TWO = MemberId.of("orders-2");
  private static final MemberId THREE = MemberId.of("orders-3");

  private final Application app = new Application();

  @BeforeEach
  void create() {
    app.createHealthy("orders", 2);
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void opensAPlannedEpoch() {
    EpochOpened opened = switchTo("orders-2", false);
    assertThat(opened.epoch()).isEqualTo(Epoch.of(2));
    assertThat(opened.cause()).isEqualTo(Cause.SWITCHOVER);
    assertThat(opened.deposed()).isEqualTo(ONE);
    assertThat(opened.target()).isEqualTo(TWO);
    assertThat(opened.members()).containsExactly(ONE, TWO, THREE);
    assertThat(opened.suspectedAt()).isEqualTo(Application.NOW);
    assertThat(app.bus.decisions(ORDERS)).contains(opened);
  }

  @Test
  void leavesTheChoiceToTheCore() {
    assertThat(switchToBest(false).target()).isNull();
  }

  @Test
  void staysPlannedUnderForceWhileThePrimaryServes() {
    assertThat(switchToBest(true).cause()).isEqualTo(Cause.SWITCHOVER);
  }

  @Test
  void forcesOnlyIfToldTo() {
    app.bus.show("orders", Condition.BLOCKED, null, List.of());
    assertConflict(ConflictReason.PRIMARY_UNHEALTHY, "\"force\": true", () -> switchToBest(false));
    EpochOpened opened = switchTo("orders-3", true);
    assertThat(opened.cause()).isEqualTo(Cause.FORCED);
    assertThat(opened.deposed()).isEqualTo(ONE);
    assertThat(opened.target()).isEqualTo(THREE);
  }

  @Test
  void aSuspectPrimaryIsNotSwitchedFromAsPlanned() {
    app.bus.show("orders", Condition.SUSPECT, "orders-1", List.of(ONE, TWO, THREE));
    assertConflict(ConflictReason.PRIMARY_UNHEALTHY, "SUSPECT", () -> switchToBest(false));
  }

  @Test
  void oneChangeAtATime() {
    app.bus.show("orders", Condition.SWITCHING_OVER, "orders-1", List.of(ONE));
    assertConflict(ConflictReason.EPOCH_OPEN, "wait until it is over", () -> switchToBest(true));
  }

  @Test
  void anEpochThatTheTopologyDoesNotShowYetCountsToo() {
    switchToBest(false);
    assertConflict(ConflictReason.EPOCH_OPEN, "changing its primary", () -> switchToBest(false));
  }

  @Test
  void theTargetMustBeAServingReplicaThatMayBePromoted() {
    assertThatThrownBy(() -> switchTo("orders-9", false))
        .isInstanceOf(InvalidField.class)
        .hasMessage("target must be one of orders-2, orders-3");
    assertConflict(
        ConflictReason.TARGET_NOT_PROMOTABLE, "primary already", () -> switchTo("orders-1", false));
    app.bus.show("orders", Condition.DEGRADED, "orders-1", List.of(ONE, TWO));
    assertConflict(
        ConflictReason.TARGET_NOT_PROMOTABLE, "does not follow", () -> switchTo("orders-3", false));
  }

  @Test
  void aReplicaOfPriorityZeroIsNeverPromoted() {
    app.bus.node("d", "d", 1024 * Application.MB, true);
    await(app.add.run("orders", Optional.empty(), 0));
    app.bus.show(
        "orders", Condition.HEALTHY, "orders-1", List.of(ONE, TWO, THREE, MemberId.of("orders-4")));
    assertConflict(
        ConflictReason.TARGET_NOT_PROMOTABLE, "priority 0", () -> switchTo("orders-4", false));
  }

  @Test
  void somebodyMustBeAbleToTakeOver() {
    app.bus.show("orders", Condition.DEGRADED, "orders-1", List.of(ONE));
    assertConflict(ConflictReason.NO_PROMOTABLE_REPLICA, "no replica", () -> switchToBest(false));
  }

  /** Its loss is over the budget, say, and there is nobody else to force it to. */
  @Test
  void aPrimaryThatIsAloneIsForcedToGoOn() {
    app.bus.node("d", "d", 1024 * Application.MB, true);
    app.createHealthy("lonely", 0);
    app.bus.show("lonely", Condition.BLOCKED, null, List.of());
    EpochOpened opened = await(app.switchPrimary.run("lonely", Optional.empty(), true));
    assertThat(opened.cause()).isEqualTo(Cause.FORCED);
    assertThat(opened.deposed()).isEqualTo(MemberId.of("lonely-1"));
  }

  @Test
  void theFirstRecordWins() {
    app.bus.beforeReading(
        event -> {
          if (event instanceof EpochOpened ours) {
            app.bus.read(
                new EpochOpened(
                    ORDERS,
                    ours.epoch(),
                    Cause.PRIMARY_CRASHED,
                    ONE,
                    null,
                    null,
                    ours.members(),
                    List.of(),
                    List.of(),
                    Instant.EPOCH,
                    "orchestrator-1"));
          }
        });
    assertConflict(
        ConflictReason.CHANGED_MEANWHILE,
        "opened first by orchestrator-1 (PRIMARY_CRASHED)",
        () -> switchToBest(false));
  }

  @Test
  void anAcknowledgementIsNotedOnceInAnEpoch() {
    FailoverAcknowledged first = await(app.acknowledge.run("orders", "ada"));
    FailoverAcknowledged second = await(app.acknowledge.run("orders", "bob"));
    assertThat(first).isEqualTo(new FailoverAcknowledged(ORDERS, Epoch.of(1), "ada"));
    assertThat(second).isEqualTo(first);
  }

  private EpochOpened switchTo(String target, boolean force) {
    return await(app.switchPrimary.run("orders", Optional.of(target), force));
  }

  private EpochOpened switchToBest(boolean force) {
    return await(app.switchPrimary.run("orders", Optional.empty(), force));
  }
}
