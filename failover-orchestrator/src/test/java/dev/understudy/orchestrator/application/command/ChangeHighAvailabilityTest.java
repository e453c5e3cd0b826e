package dev.understudy.orchestrator.application.command;

import static dev.understudy.orchestrator.application.command.Application.assertConflict;
import static dev.understudy.orchestrator.application.command.Application.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeHighAvailabilityTest {

  private final Application app = new Application();

  @BeforeEach
  void create() {
    app.create("orders", 0);
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void changesWhatIsMentioned() {
    InstanceSpec changed =
        await(app.changeHighAvailability.run("orders", timeout(Duration.ofSeconds(2))));
    HighAvailability before = HighAvailability.DEFAULT;
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed.highAvailability())
        .isEqualTo(
            new HighAvailability(
                true, Duration.ofSeconds(2), before.maxLossBytes(), before.cooldown()));
  }

  @Test
  void aChangeToWhatIsSoAlreadyMakesNoRevision() {
    InstanceSpec same =
        await(app.changeHighAvailability.run("orders", timeout(Duration.ofSeconds(45))));
    assertThat(same.revision()).isEqualTo(1);
    assertThat(app.bus.published()).hasSize(1);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(
            () -> await(app.changeHighAvailability.run("orders", timeout(Duration.ofMillis(1)))))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("must be PT0.5S to PT10M");
  }

  @Test
  void asksForNoMoreAcknowledgementsThanThereAreReplicas() {
    app.create("pair", 1);
    assertThat(
            await(app.changeHighAvailability.run("pair", synchronous(1)))
                .highAvailability()
                .synchronousReplicas())
        .isEqualTo(1);
    assertThatThrownBy(() -> await(app.changeHighAvailability.run("pair", synchronous(2))))
        .isInstanceOf(InvalidField.class)
        .hasMessage("highAvailability.synchronousReplicas must be 0 to 1, the number of replicas");
  }

  @Test
  void changesAtTheSameTimeBothHappen() {
    List<CompletionStage<InstanceSpec>> stages =
        List.of(
            app.changeHighAvailability.run("orders", timeout(Duration.ofSeconds(2))),
            app.changeHighAvailability.run(
                "orders",
                new HighAvailabilityChange(
                    Optional.of(false),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
    stages.forEach(Application::await);
    InstanceSpec spec = app.bus.spec(InstanceId.of("orders")).orElseThrow();
    assertThat(spec.revision()).isEqualTo(3);
    assertThat(spec.highAvailability().autoFailover()).isFalse();
    assertThat(spec.highAvailability().failoverTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  static HighAvailabilityChange synchronous(int replicas) {
    return new HighAvailabilityChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(replicas));
  }

  @Test
  void isToldIfAnotherOrchestratorWasFaster() {
    InstanceSpec other = app.bus.spec(InstanceId.of("orders")).orElseThrow().withRevision(2);
    app.bus.beforeReading(event -> app.bus.read(other));

    assertConflict(
        ConflictReason.CHANGED_MEANWHILE,
        "try again",
        () -> await(app.changeHighAvailability.run("orders", timeout(Duration.ofSeconds(2)))));
    assertThat(app.bus.spec(InstanceId.of("orders"))).contains(other);
  }

  private static HighAvailabilityChange timeout(Duration timeout) {
    return new HighAvailabilityChange(
        Optional.empty(),
        Optional.of(timeout),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
