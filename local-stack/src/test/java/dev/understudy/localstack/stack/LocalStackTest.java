package dev.understudy.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.bus.EventCodec;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.localstack.process.PortCheck;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's side of the stack: processes, broker, ports. The services are stubs. */
class LocalStackTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path home;
  @TempDir Path folder;

  private StackPlan plan(Ports ports, boolean restartDeadServices) throws Exception {
    return new StackPlan(
        StubService.checkout(home),
        folder.resolve("work"),
        ports,
        null,
        EmbeddedKafka::start,
        false,
        restartDeadServices,
        Map.of(),
        Map.of());
  }

  @Test
  void startsEverythingAndLeavesNothing() throws Exception {
    Ports ports = Ports.free();
    List<Long> pids;
    try (LocalStack stack = LocalStack.start(plan(ports, false), StackProgress.SILENT)) {
      pids = stack.services().stream().map(Service::pid).toList();
      assertThat(pids).hasSize(9);
      assertThat(stack.services()).allMatch(Service::ready);
      killsAndRestarts(stack.service(ServiceNames.node("b")));
      eventsGetThrough(stack, 1);
      stack.kafka().stop();
      stack.kafka().start();
      eventsGetThrough(stack, 2);
      pids = stack.services().stream().map(Service::pid).toList();
    }
    assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(PortCheck.complaints(ports.all())).isEmpty();
  }

  private static void killsAndRestarts(Service service) {
    long before = service.pid();
    service.kill();
    assertThat(service.alive()).isFalse();
    assertThat(service.ready()).isFalse();
    service.restart();
    assertThat(service.ready()).isTrue();
    assertThat(service.pid()).isNotEqualTo(before);
  }

  private static void eventsGetThrough(LocalStack stack, long epoch) throws Exception {
    var event = new FailoverAcknowledged(InstanceId.of("demo"), Epoch.of(epoch), "somebody");
    Instant happenedAt = Instant.parse("2030-01-01T00:00:00.123456Z");
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var headers = EventCodec.headers(event, "/test", happenedAt);
      producer
          .send(
              new ProducerRecord<>(
                  Topics.DECISIONS, 0, event.key(), EventCodec.encode(event), headers))
          .get();
    }
    var seen =
        stack
            .events()
            .await(
                FailoverAcknowledged.class,
                each -> each.event().epoch().equals(Epoch.of(epoch)),
                TIMEOUT);
    assertThat(seen.event()).isEqualTo(event);
    assertThat(seen.happenedAt()).isEqualTo(happenedAt);
  }

  @Test
  void restartsAServiceThatDies() throws Exception {
    CompletableFuture<String> note = new CompletableFuture<>();
    CompletableFuture<String> again = new CompletableFuture<>();
    StackProgress progress =
        new StackProgress() {
          @Override
          public void starting(String part) {}

          @Override
          public void ready(String part, Duration took) {
            if (note.isDone()) {
              again.complete(part);
            }
          }

          @Override
          public void note(String text) {
            note.complete(text);
          }

          @Override
          public void stopping() {}

          @Override
          public void stopped() {}
        };
    try (LocalStack stack = LocalStack.start(plan(Ports.free(), true), progress)) {
      Service service = stack.service(ServiceNames.NOTIFIER);
      ProcessHandle.of(service.pid()).orElseThrow().destroyForcibly();
      assertThat(note.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo("notifier ended with exit code 137; it is started again in 500 ms");
      assertThat(again.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("notifier");
      assertThat(service.ready()).isTrue();
    }
  }

  @Test
  void saysWhoHasAPortAndStartsNothing() throws Exception {
    Ports ports = Ports.free();
    try (ServerSocket taken =
        new ServerSocket(ports.api(), 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> LocalStack.start(plan(ports, false), StackProgress.SILENT))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("port " + ports.api() + " (REST API) is in use by pid ")
          .hasMessageContaining("--port-base N");
    }
  }

  @Test
  void saysWhatIsNotPackaged() {
    StackPlan empty =
        new StackPlan(
            home,
            folder.resolve("work"),
            Ports.DEFAULT,
            null,
            EmbeddedKafka::start,
            false,
            false,
            Map.of(),
            Map.of());
    assertThatThrownBy(() -> LocalStack.start(empty, StackProgress.SILENT))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("not packaged yet: dns-updater, failover-orchestrator");
  }
}
