package dev.understudy.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventCodec;
import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.MemberMetrics;
import dev.understudy.bus.metrics.Metric;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service between a real bus and real servers. */
@QuarkusTest
@QuarkusTestResource(
    value = KafkaForTests.class,
    initArgs = @ResourceArg(name = "understudy.prober.vantage", value = "zone-a"))
class ProberTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HOST_A = "127.0.1.1";
  private static final String HOST_B = "127.0.1.2";

  @TempDir Path folder;

  @Inject EventBus bus;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "understudy.secrets.key-file")
  Path keyFile;

  @TestHTTPResource("/q/health/live")
  URI liveness;

  @TestHTTPResource("/q/health/ready")
  URI readiness;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  private KafkaConsumer<String, byte[]> health;
  private int port;

  @BeforeEach
  void readHealth() throws IOException {
    RedisServer.assumeInstalled();
    port = FreePort.anywhere();
    health =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        health.partitionsFor(Topics.HEALTH).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    health.assign(partitions);
    health.seekToEnd(partitions);
    partitions.forEach(health::position);
  }

  @AfterEach
  void close() {
    if (health != null) {
      health.close();
    }
    bus.publishTombstone(Topics.INSTANCES, Fixtures.DEMO.value()).await().atMost(PATIENCE);
  }

  @Test
  void whatIsWantedIsProbedAndACrashIsPublished() throws Exception {
    try (RedisServer primary = RedisServer.start(folder.resolve("a"), HOST_A, port);
        RedisServer replica =
            RedisServer.start(
                folder.resolve("b"),
                HOST_B,
                port,
                "replicaof " + HOST_A + " " + port,
                "masterauth application-secret",
                "replica-announce-ip " + HOST_B)) {
      publish(Fixtures.spec(port, probePassword(), Duration.ofMinutes(10), "a", "b"));
      publish(Fixtures.located("a", HOST_A));
      publish(Fixtures.located("b", HOST_B));
      publish(topology());

      InstanceObserved well =
          awaitRound(
              round ->
                  round.members().size() == 2
                      && round.epoch().equals(Epoch.of(3))
                      && round.members().stream().allMatch(m -> m.outcome() == Outcome.OK));
      assertThat(well.vantage()).isEqualTo(Vantage.of("zone-a"));
      assertThat(well.members())
          .extracting(MemberObservation::member)
          .containsExactly(Fixtures.member("a"), Fixtures.member("b"));
      assertThat(well.members())
          .extracting(MemberObservation::role)
          .containsExactly(MemberRole.PRIMARY, MemberRole.REPLICA);

      await().atMost(PATIENCE).untilAsserted(this::everyMetricOfMembersIsPrinted);
      await().atMost(PATIENCE).untilAsserted(this::thePrimaryAndItsReplicaAreShown);

      primary.kill();
      InstanceObserved crash =
          awaitRound(round -> round.members().get(0).outcome() == Outcome.REFUSED);
      assertThat(crash.members().get(1).outcome()).isEqualTo(Outcome.OK);

      assertThat(replica.port()).isEqualTo(port);
      assertThat(get(liveness).statusCode()).isEqualTo(200);
      assertThat(get(readiness).statusCode()).isEqualTo(200);
      assertThat(get(metrics).body())
          .contains("understudy_probe_duration_seconds_count{outcome=\"refused\"}")
          .contains("understudy_prober_members 2.0")
          .contains("understudy_observations_dropped_total 0.0")
          .contains("understudy_dead_letters_total{topic=\"understudy.instances\"} 0.0");
      assertThat(scrape())
          .containsPattern("understudy_build_info\\{service=\"health-prober\",version=\"\\d")
          .contains("redis_up" + ofMember("a", "primary", "") + " 0.0")
          .doesNotContain("redis_connected_clients" + ofMember("a", "primary", ""));
      onlyWhatIsDeclaredIsPrinted();
    }
  }

  @Test
  void aDeletedInstanceIsNotProbedAnyMore() throws Exception {
    publish(Fixtures.spec(port, probePassword(), Duration.ofMinutes(10), "a").withRevision(2));
    publish(Fixtures.located("a", HOST_A));
    awaitRound(round -> round.members().get(0).outcome() == Outcome.REFUSED);
    bus.publishTombstone(Topics.INSTANCES, Fixtures.DEMO.value()).await().atMost(PATIENCE);
    await()
        .atMost(PATIENCE)
        .until(() -> get(metrics).body().contains("understudy_prober_instances 0.0"));
    assertThat(get(liveness).statusCode()).isEqualTo(200);
    assertThat(scrape()).doesNotContain("instance_id=");
  }

  /** The names and types that are declared are the ones that the registry prints. */
  private void everyMetricOfMembersIsPrinted() throws Exception {
    String page = scrape();
    for (Metric metric : MemberMetrics.CATALOGUE.metrics()) {
      assertThat(page)
          .contains("# HELP " + metric.name() + " " + metric.help() + "\n")
          .contains("# TYPE " + metric.name() + " " + Catalogue.labelValue(metric.type()) + "\n")
          .contains("\n" + metric.name() + "{instance_id=\"demo\",");
    }
  }

  private void thePrimaryAndItsReplicaAreShown() throws Exception {
    assertThat(scrape())
        .contains("redis_up" + ofMember("a", "primary", "") + " 1.0")
        .contains("redis_master_link_up" + ofReplica() + " 1.0")
        .contains("redis_connected_slaves" + ofMember("a", "primary", "") + " 1.0")
        .containsPattern(
            "redis_connected_slave_lag_seconds"
                + Pattern.quote(ofMember("a", "primary", attached()))
                + " [01]\\.0")
        .contains("understudy_replication_lag_bytes" + ofMember("b", "replica", "") + " 0.0")
        .containsPattern("redis_instance_info\\{[^}]*redis_version=\"\\d[^}]*} 1\\.0")
        .contains("redis_aof_last_write_status" + ofMember("b", "replica", "") + " 1.0");
  }

  private void onlyWhatIsDeclaredIsPrinted() throws Exception {
    Set<String> declared =
        Catalogue.all().stream()
            .flatMap(catalogue -> catalogue.metrics().stream())
            .map(Metric::name)
            .collect(Collectors.toSet());
    assertThat(scrape().lines())
        .filteredOn(line -> line.matches("# TYPE (redis|understudy)_.*"))
        .extracting(line -> line.split(" ")[2].replaceFirst("_seconds_max$", "_seconds"))
        .isNotEmpty()
        .allMatch(declared::contains);
  }

  private static String ofMember(String letter, String role, String more) {
    return ("{instance_id=\"demo\",member=\"demo-%s\",role=\"%s\",region=\"local\",zone=\"%s\","
            + "vantage=\"zone-a\",%s}")
        .formatted(letter, role, letter, more);
  }

  private String ofReplica() {
    String upstream = "master_host=\"%s\",master_port=\"%d\",".formatted(HOST_A, port);
    return ofMember("b", "replica", upstream);
  }

  private String attached() {
    return "slave_ip=\"%s\",slave_port=\"%d\",slave_state=\"online\",".formatted(HOST_B, port);
  }

  private void publish(Event event) {
    bus.publish(event).await().atMost(PATIENCE);
  }

  private SealedSecret probePassword() throws IOException {
    return SecretBox.fromFile(keyFile)
        .seal(
            InstanceSecrets.context(Fixtures.DEMO.value(), InstanceSecrets.PROBE_USER),
            RedisServer.PROBE_PASSWORD);
  }

  private TopologySnapshot topology() {
    return new TopologySnapshot(
        Fixtures.DEMO,
        Epoch.of(3),
        Condition.HEALTHY,
        "all is well",
        Fixtures.member("a"),
        List.of(member("a", HOST_A, MemberRole.PRIMARY), member("b", HOST_B, MemberRole.REPLICA)),
        7);
  }

  private TopologyMember member(String letter, String host, MemberRole role) {
    return new TopologyMember(
        Fixtures.member(letter),
        Fixtures.node(letter),
        "local",
        letter,
        new Address(host, port),
        role,
        true);
  }

  private InstanceObserved awaitRound(Predicate<InstanceObserved> wanted) {
    return await().atMost(PATIENCE).until(() -> nextRound(wanted), java.util.Objects::nonNull);
  }

  private InstanceObserved nextRound(Predicate<InstanceObserved> wanted) {
    for (ConsumerRecord<String, byte[]> record : health.poll(Duration.ofMillis(50))) {
      Event event = EventCodec.decode(record.headers(), record.value()).orElseThrow();
      if (event instanceof InstanceObserved round && wanted.test(round)) {
        return round;
      }
    }
    return null;
  }

  /** As the classic text format, where a counter's family has the counter's full name. */
  private String scrape() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(metrics).header("Accept", "text/plain; version=0.0.4").build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
