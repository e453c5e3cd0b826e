package dev.understudy.dns;

import static dev.understudy.dns.Snapshots.DEMO;
import static dev.understudy.dns.Snapshots.demo;
import static dev.understudy.dns.Snapshots.down;
import static dev.understudy.dns.Snapshots.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventCodec;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The whole service on a real broker: topology in, DNS changes, announcement out. */
@QuarkusTest
@QuarkusTestResource(
    value = KafkaForTests.class,
    initArgs = @ResourceArg(name = "understudy.dns.embedded.port", value = "{port}"))
class DnsUpdaterTest {

  private static final String PRIMARY = "demo.redis.test";

  @Inject EventBus bus;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "understudy.dns.embedded.port")
  int dnsPort;

  @ConfigProperty(name = "quarkus.http.test-port")
  int httpPort;

  @Test
  void followsTheTopology() throws Exception {
    await().until(() -> get("/q/health/ready").statusCode() == 200);
    try (var endpoints = endpoints()) {
      List<EndpointPublished> told = new ArrayList<>();
      publish(demo(1, "demo-1"));
      await().until(() -> read(endpoints, told).size() == 5);
      assertThat(resolve(PRIMARY)).containsExactly("127.0.1.1");
      assertThat(resolve("demo-ro.redis.test")).containsExactly("127.0.1.2", "127.0.1.3");

      publish(demo(2, null, down(1), down(2), down(3)));
      publish(demo(2, "demo-2", down(1), member(2, "demo-2"), member(3, "demo-2")));
      await().until(() -> read(endpoints, told).size() == 7);
      assertThat(resolve(PRIMARY)).containsExactly("127.0.1.2");
      assertThat(told)
          .filteredOn(e -> e.name().equals(PRIMARY))
          .last()
          .satisfies(e -> assertThat(e.epoch()).isEqualTo(Epoch.of(2)))
          .satisfies(e -> assertThat(e.verifiedAt()).containsExactly("127.0.0.1:" + dnsPort));

      bus.publishTombstone(Topics.INSTANCES, DEMO.value()).await().atMost(Duration.ofSeconds(5));
      await().until(() -> read(endpoints, told).size() == 12);
      assertThat(told.subList(7, 12)).allMatch(e -> e.addresses().isEmpty());
      assertThat(resolve(PRIMARY)).isEmpty();
    }
    assertThat(get("/q/metrics").body())
        .contains(
            "understudy_dns_updates_total{outcome=\"updated\"} 12.0",
            "understudy_dns_update_duration_seconds_count 12",
            "understudy_dns_pending 0.0",
            "understudy_dns_drift{server=\"127.0.0.1:" + dnsPort + "\"} 0.0");
  }

  private void publish(TopologySnapshot snapshot) {
    bus.publish(snapshot).await().atMost(Duration.ofSeconds(5));
  }

  private KafkaConsumer<String, byte[]> endpoints() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ENDPOINTS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static List<EndpointPublished> read(
      KafkaConsumer<String, byte[]> consumer, List<EndpointPublished> told) {
    consumer
        .poll(Duration.ofMillis(50))
        .forEach(
            record ->
                told.add(
                    (EndpointPublished)
                        EventCodec.decode(record.headers(), record.value()).orElseThrow()));
    return told;
  }

  private List<String> resolve(String name) throws IOException {
    SimpleResolver resolver = new SimpleResolver("127.0.0.1");
    resolver.setPort(dnsPort);
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.A, DClass.IN));
    return resolver.send(query).getSection(Section.ANSWER).stream()
        .map(Record::rdataToString)
        .sorted()
        .toList();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
