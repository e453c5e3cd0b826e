package dev.understudy.orchestrator.application.command;

import static dev.understudy.orchestrator.application.command.Application.assertConflict;
import static dev.understudy.orchestrator.application.command.Application.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicasTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");

  private final Application app = new Application();

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void addingChangesTheSpecAndThenTheLog() {
    app.createHealthy("orders", 1);
    AddedReplica added = await(app.add.run("orders", Optional.empty(), 7));
    assertThat(added.member().member()).isEqualTo(MemberId.of("orders-3"));
    assertThat(added.member().node().value()).isEqualTo("c");
    assertThat(added.member().priority()).isEqualTo(7);
    assertThat(last(2))
        .containsExactly(
            added.spec(), new MembershipChanged(ORDERS, Epoch.of(1), 2, added.spec().memberIds()));
  }

  @Test
  void theNumberOfARemovedReplicaIsNotUsedAgain() {
    app.createHealthy("orders", 1);
    await(app.remove.run("orders", "orders-2"));
    AddedReplica added = await(app.add.run("orders", Optional.empty(), 100));
    assertThat(added.member().member()).isEqualTo(MemberId.of("orders-3"));
  }

  @Test
  void removingChangesTheLogAndThenTheSpec() {
    app.createHealthy("orders", 2);
    InstanceSpec left = await(app.remove.run("orders", "orders-3"));
    assertThat(left.memberIds()).map(MemberId::value).containsExactly("orders-1", "orders-2");
    assertThat(last(2))
        .containsExactly(new MembershipChanged(ORDERS, Epoch.of(1), 2, left.memberIds()), left);
  }

  @Test
  void triesTheNextEpochIfOneBeginsWhileAReplicaIsAdded() {
    app.createHealthy("orders", 1);
    app.bus.beforeReading(this::openNextEpochOnce);
    AddedReplica added = await(app.add.run("orders", Optional.empty(), 100));
    assertThat(last(1))
        .containsExactly(new MembershipChanged(ORDERS, Epoch.of(2), 2, added.spec().memberIds()));
  }

  @Test
  void removesNobodyWhileAnEpochBegins() {
    app.createHealthy("orders", 1);
    app.bus.beforeReading(this::openNextEpochOnce);
    assertConflict(
        ConflictReason.CHANGED_MEANWHILE,
        "at the same moment",
        () -> await(app.remove.run("orders", "orders-2")));
    assertThat(app.bus.spec(ORDERS).orElseThrow().members()).hasSize(2);
  }

  @Test
  void thePrimaryStays() {
    app.createHealthy("orders", 1);
    assertConflict(
        ConflictReason.MEMBER_IS_PRIMARY,
        "switch over",
        () -> await(app.remove.run("orders", "orders-1")));
  }

  @Test
  void whoeverWasPrimaryLastStaysWhileThereIsNone() {
    app.createHealthy("orders", 1);
    app.bus.show("orders", Condition.BLOCKED, null, List.of());
    assertConflict(
        ConflictReason.MEMBER_IS_PRIMARY,
        "is the primary",
        () -> await(app.remove.run("orders", "orders-1")));
  }

  @Test
  void theLastMemberStays() {
    app.createHealthy("orders", 0);
    assertConflict(
        ConflictReason.LAST_MEMBER,
        "delete the instance",
        () -> await(app.remove.run("orders", "orders-1")));
  }

  @Test
  void asManyReplicasStayAsHaveToAcknowledge() {
    app.createHealthy("orders", 2);
    await(app.changeHighAvailability.run("orders", ChangeHighAvailabilityTest.synchronous(2)));
    assertConflict(
        ConflictReason.TOO_FEW_REPLICAS,
        "orders wants every write acknowledged by 2 replicas, and 1 would be left",
        () -> await(app.remove.run("orders", "orders-3")));

    await(app.changeHighAvailability.run("orders", ChangeHighAvailabilityTest.synchronous(1)));
    assertThat(await(app.remove.run("orders", "orders-3")).members()).hasSize(2);
  }

  @Test
  void nobodyIsRemovedDuringAFailover() {
    app.createHealthy("orders", 1);
    app.bus.show("orders", Condition.FAILING_OVER, null, List.of());
    assertConflict(
        ConflictReason.EPOCH_OPEN,
        "failing_over",
        () -> await(app.remove.run("orders", "orders-2")));
  }

  @Test
  void aNodeThatIsAskedForMustExistAndHaveRoom() {
    app.createHealthy("orders", 1);
    assertThatThrownBy(() -> await(app.add.run("orders", Optional.of("z"), 100)))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("node must be one of a, b, c");
    assertConflict(
        ConflictReason.NODE_UNUSABLE,
        "node b already hosts a member of orders",
        () -> await(app.add.run("orders", Optional.of("b"), 100)));
  }

  @Test
  void namesWhatThereIs() {
    app.createHealthy("orders", 1);
    assertThatThrownBy(() -> await(app.remove.run("orders", "orders-9")))
        .isInstanceOf(NotFound.class)
        .hasMessage("orders has no member orders-9; the nearest are orders-1, orders-2");
    assertThatThrownBy(() -> await(app.add.run("ordres", Optional.empty(), 100)))
        .isInstanceOf(NotFound.class)
        .hasMessage("there is no instance ordres; the nearest are orders");
  }

  @Test
  void aReplicaNeedsAPrimaryFirst() {
    app.create("orders", 1);
    assertConflict(
        ConflictReason.STILL_PROVISIONING,
        "no primary yet",
        () -> await(app.add.run("orders", Optional.empty(), 100)));
  }

  private void openNextEpochOnce(Event event) {
    if (event instanceof MembershipChanged change && change.epoch().equals(Epoch.of(1))) {
      app.bus.read(
          new EpochOpened(
              ORDERS,
              Epoch.of(2),
              Cause.PRIMARY_CRASHED,
              MemberId.of("orders-1"),
              null,
              null,
              app.bus.spec(ORDERS).orElseThrow().memberIds(),
              List.of(),
              List.of(),
              Instant.EPOCH,
              "test"));
    }
  }

  private List<Event> last(int count) {
    List<Event> all = app.bus.published();
    return all.subList(all.size() - count, all.size());
  }
}
