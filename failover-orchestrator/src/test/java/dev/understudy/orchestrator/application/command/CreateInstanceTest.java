package dev.understudy.orchestrator.application.command;

import static dev.understudy.orchestrator.application.command.Application.assertConflict;
import static dev.understudy.orchestrator.application.command.Application.await;
import static dev.understudy.orchestrator.application.command.Application.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateInstanceTest {

  private final Application app = new Application();

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void publishesTheSpecAndNothingElse() {
    InstanceSpec spec = app.create("orders", 2).spec();
    assertThat(app.bus.published()).containsExactly(spec);
    assertThat(spec.revision()).isEqualTo(1);
    assertThat(spec.members())
        .map(member -> member.member() + "@" + member.node())
        .containsExactly("orders-1@a", "orders-2@b", "orders-3@c");
  }

  @Test
  void isToldIfAnotherMadeOneOfThatNameAtTheSameMoment() {
    InstanceSpec other = app.create("orders", 2).spec();
    await(app.delete.run("orders"));
    app.bus.beforeReading(event -> app.bus.read(other));

    assertConflict(ConflictReason.NAME_TAKEN, "at the same moment", () -> app.create("orders", 1));
    assertThat(app.bus.spec(other.instance())).contains(other);
  }

  @Test
  void sealsAPasswordPerUserAndShowsTheGeneratedOne() {
    CreatedInstance created = app.create("orders", 0);
    InstanceSecrets secrets = created.spec().secrets();
    String application = app.secretBox.open("orders/default", secrets.application());
    assertThat(created.generatedPassword()).contains(application);
    assertThat(
            List.of(
                application,
                app.secretBox.open("orders/understudy-replication", secrets.replication()),
                app.secretBox.open("orders/understudy-admin", secrets.admin()),
                app.secretBox.open("orders/understudy-probe", secrets.probe())))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotShowAPasswordThatWasGiven() {
    CreatedInstance created =
        await(app.create.run(draft("orders", 0, 6379, Optional.of("correct-horse-battery"))));
    assertThat(created.generatedPassword()).isEmpty();
    assertThat(app.secretBox.open("orders/default", created.spec().secrets().application()))
        .isEqualTo("correct-horse-battery");
    assertThat(created.toString()).doesNotContain("correct-horse");
  }

  @Test
  void refusesANameThatIsTaken() {
    app.create("orders", 0);
    assertConflict(
        ConflictReason.NAME_TAKEN, "an instance orders already", () -> app.create("orders", 0));
  }

  @Test
  void refusesANameThatAnothersMembersHave() {
    app.create("orders", 0);
    assertConflict(ConflictReason.NAME_CLASH, "share DNS names", () -> app.create("orders-1", 0));
  }

  @Test
  void refusesWhatDoesNotFit() {
    app.bus.node("c", "c", 63 * Application.MB, true);
    assertConflict(
        ConflictReason.NOT_ENOUGH_NODES,
        "needs 3 nodes with 64 MB free and port 6379 unused, 2 are: a, b; c has 63 MB free",
        () -> app.create("orders", 2));
  }

  @Test
  void aPortIsUsedOncePerNode() {
    app.create("orders", 2);
    assertConflict(
        ConflictReason.NOT_ENOUGH_NODES,
        "a uses port 6379 for orders",
        () -> app.create("carts", 0));
    await(app.create.run(draft("carts", 0, 6380, Optional.empty())));
  }

  @Test
  void requestsAtTheSameTimeAreNotPromisedTheSamePlace() {
    List<CompletionStage<CreatedInstance>> stages =
        IntStream.range(0, 5)
            .mapToObj(i -> app.create.run(draft("x" + (char) ('a' + i), 0, 6379, Optional.empty())))
            .toList();
    long created = stages.stream().filter(this::succeeds).count();
    assertThat(created).isEqualTo(3);
    assertThat(app.bus.specs().stream().map(spec -> spec.members().get(0).node()).distinct())
        .hasSize(3);
  }

  private boolean succeeds(CompletionStage<CreatedInstance> stage) {
    try {
      await(stage);
      return true;
    } catch (Conflict expected) {
      return false;
    }
  }

  @Test
  void aNameUsedBeforeGoesOnWithItsNumbersAndRevisions() {
    app.createHealthy("orders", 1);
    await(app.add.run("orders", Optional.empty(), 100));
    await(app.delete.run("orders"));
    InstanceSpec again = app.create("orders", 0).spec();
    assertThat(again.memberIds()).map(Object::toString).containsExactly("orders-4");
    assertThat(again.revision()).isEqualTo(3);
  }

  @Test
  void saysThatTheBusDidNotConfirm() {
    app.bus.failWith(new IllegalStateException("no broker"));
    assertThatThrownBy(() -> app.create("orders", 0))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("may or may not");
  }

  @Test
  void deletes() {
    app.create("orders", 0);
    await(app.delete.run("orders"));
    assertThat(app.bus.spec(InstanceId.of("orders"))).isEmpty();
    assertThatThrownBy(() -> await(app.delete.run("orders")))
        .isInstanceOf(NotFound.class)
        .hasMessage("there is no instance orders; there are none at all");
  }
}
