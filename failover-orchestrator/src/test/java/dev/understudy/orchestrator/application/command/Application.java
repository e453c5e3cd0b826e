package dev.understudy.orchestrator.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** All commands over an {@link InMemoryBus} with three nodes in three zones. */
final class Application implements AutoCloseable {

  static final long MB = 1024L * 1024;
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  final InMemoryBus bus = new InMemoryBus();
  final SecretBox secretBox = secretBox();
  final CreateInstance create;
  final DeleteInstance delete;
  final AddReplica add;
  final RemoveReplica remove;
  final ChangeHighAvailability changeHighAvailability;
  final SwitchPrimary switchPrimary;
  final AcknowledgeFailover acknowledge;

  private final CommandThread thread = new CommandThread();
  private int passwords;

  Application() {
    Instances instances = new Instances(bus);
    ReadBack readBack = new ReadBack(bus, thread);
    CommandQueue queue = new CommandQueue(thread);
    SpecChange specs = new SpecChange(bus, readBack);
    MembershipChange memberships = new MembershipChange(instances, readBack);
    create = new CreateInstance(bus, instances, readBack, queue, secretBox, this::password);
    delete = new DeleteInstance(bus, instances, readBack, queue);
    add = new AddReplica(bus, instances, specs, memberships, queue);
    remove = new RemoveReplica(instances, specs, memberships, queue);
    changeHighAvailability = new ChangeHighAvailability(instances, specs, queue);
    switchPrimary = new SwitchPrimary(instances, readBack, queue, Clock.fixed(NOW, ZoneOffset.UTC));
    acknowledge = new AcknowledgeFailover(instances, readBack, queue);
    for (String zone : new String[] {"a", "b", "c"}) {
      bus.node(zone, zone, 1024 * MB, true);
    }
  }

  CreatedInstance create(String name, int replicas) {
    return await(create.run(draft(name, replicas, 6379, Optional.empty())));
  }

  /** Creates an instance and plays the core until it is healthy. */
  void createHealthy(String name, int replicas) {
    create(name, replicas);
    bus.provision(name);
  }

  static InstanceDraft draft(String name, int replicas, int port, Optional<String> password) {
    return new InstanceDraft(
        InstanceId.of(name),
        replicas,
        Profile.named("nano"),
        port,
        password,
        HighAvailability.DEFAULT);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  static void assertConflict(ConflictReason reason, String words, ThrowingCallable command) {
    assertThatThrownBy(command)
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }

  private String password() {
    return "generated-password-" + ++passwords;
  }

  private static SecretBox secretBox() {
    try {
      Path key = Files.createTempFile("understudy", ".key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      SecretBox box = SecretBox.fromFile(key);
      Files.delete(key);
      return box;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.stop();
  }
}
