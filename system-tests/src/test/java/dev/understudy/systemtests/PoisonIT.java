package dev.understudy.systemtests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.bus.InstancePartitioner;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every topic is fed with records that nobody can make sense of, in the partition of a living
 * instance. Each is a dead letter of everybody who reads it, and what comes behind it is read.
 */
class PoisonIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final String NODE = "replica-node";
  private static final String PROBER = "health-prober";

  /** Who reads what while it runs. Receipts are read by the notifier at its start. */
  private static final Map<String, Set<String>> READERS =
      Map.of(
          Topics.INSTANCES,
              Set.of(ServiceNames.ORCHESTRATOR, NODE, PROBER, ServiceNames.DNS_UPDATER),
          Topics.NODES, Set.of(ServiceNames.ORCHESTRATOR, NODE, PROBER),
          Topics.MEMBERS, Set.of(ServiceNames.ORCHESTRATOR),
          Topics.HEALTH, Set.of(ServiceNames.ORCHESTRATOR),
          Topics.DECISIONS, Set.of(ServiceNames.ORCHESTRATOR, NODE, ServiceNames.NOTIFIER),
          Topics.TOPOLOGY, Set.of(PROBER, ServiceNames.DNS_UPDATER),
          Topics.ENDPOINTS, Set.of(ServiceNames.ORCHESTRATOR, ServiceNames.DNS_UPDATER),
          Topics.ALERTS, Set.of(ServiceNames.ORCHESTRATOR, ServiceNames.NOTIFIER),
          Topics.NOTIFICATIONS, Set.of());

  /** Topics that an orchestrator reads from their beginning. */
  private static final List<String> HISTORY =
      List.of(Topics.INSTANCES, Topics.NODES, Topics.DECISIONS, Topics.ENDPOINTS, Topics.ALERTS);

  @Test
  void isBuriedAndCountedAndHoldsNobodyUp() throws Exception {
    ManagedRedis redis = STACK.create("poison", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Map<String, Map<String, Long>> countedBefore = counts();

    Map<Poison, RecordMetadata> places = poison(redis);

    awaitCounts(countedBefore, places.keySet());
    checkLetters(places);
    Whole now = failOver(redis, before);

    List<Service> restarted = restart(redis, now);
    for (Service service : restarted) {
      awaitHistory(service, places.keySet());
    }
    failOver(redis, redis.awaitWhole(now.epoch()));
    checkProcesses();
  }

  /** A few kilobytes that would be many megabytes in the memory of everybody who reads them. */
  @ParameterizedTest
  @FieldSource("dev.understudy.contracts.Topics#ALL")
  void whatOnlyCompressionMakesSmallIsRefusedByTheBroker(String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(topic, new byte[] {'x'}, new byte[4_000_000]));
      assertThatThrownBy(sent::get).hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            STACK.stack().endpoints().kafka(),
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "gzip",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            20_000_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Sends all of it; returns where each record came to be. */
  private static Map<Poison, RecordMetadata> poison(ManagedRedis redis) throws Exception {
    Map<Poison, RecordMetadata> places = new LinkedHashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (Poison poison : PoisonCabinet.against(redis.id())) {
        int partitions = producer.partitionsFor(poison.topic()).size();
        int partition = InstancePartitioner.partition(redis.id().value(), partitions);
        places.put(poison, producer.send(poison.in(partition)).get());
      }
    }
    return places;
  }

  private static String module(Service service) {
    return Stream.of(NODE, PROBER)
        .filter(module -> service.name().startsWith(module))
        .findFirst()
        .orElse(service.name());
  }

  /** By service, by topic. */
  private static Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (Service service : STACK.stack().services()) {
      Map<String, Long> ofService = new TreeMap<>();
      Topics.ALL.forEach(topic -> ofService.put(topic, DeadLetters.counted(service, topic)));
      counts.put(service.name(), ofService);
    }
    return counts;
  }

  private static void awaitCounts(Map<String, Map<String, Long>> before, Set<Poison> poisons) {
    Map<String, Map<String, Long>> expected = new TreeMap<>();
    for (Service service : STACK.stack().services()) {
      Map<String, Long> ofService = new TreeMap<>(before.get(service.name()));
      for (String topic : Topics.ALL) {
        if (READERS.get(topic).contains(module(service))) {
          ofService.merge(topic, buried(topic, poisons), Long::sum);
        }
      }
      expected.put(service.name(), ofService);
    }
    await("every reader to count every dead letter")
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(() -> assertThat(counts()).isEqualTo(expected));
  }

  private static long buried(String topic, Set<Poison> poisons) {
    return poisons.stream().filter(Poison::buried).filter(p -> p.topic().equals(topic)).count();
  }

  /** Each process keeps its own; three of a kind say the same thing three times. */
  private static void checkLetters(Map<Poison, RecordMetadata> places) {
    for (String topic : Topics.ALL) {
      await("the dead letters of " + topic)
          .atMost(ManagedRedis.PATIENCE)
          .untilAsserted(() -> checkLetters(topic, places));
    }
  }

  private static void checkLetters(String topic, Map<Poison, RecordMetadata> places) {
    List<DeadLetters.Letter> letters = DeadLetters.kept(STACK.stack().endpoints().kafka(), topic);
    assertThat(letters).allSatisfy(letter -> assertThat(letter.reason()).hasSizeBetween(5, 501));
    Map<String, Long> processes =
        STACK.stack().services().stream()
            .map(PoisonIT::module)
            .filter(READERS.get(topic)::contains)
            .collect(groupingBy(Function.identity(), counting()));
    places.forEach(
        (poison, place) -> {
          if (poison.topic().equals(topic)) {
            Map<String, Long> by =
                letters.stream()
                    .filter(l -> l.partition() == place.partition() && l.offset() == place.offset())
                    .collect(groupingBy(DeadLetters.Letter::service, counting()));
            assertThat(by).as("%s", poison).isEqualTo(poison.buried() ? processes : Map.of());
          }
        });
  }

  private static Whole failOver(ManagedRedis redis, Whole before) throws Exception {
    Application application = STACK.application(redis);
    application.awaitWrites(100, before.address().host());
    Signals.kill(redis.engine(before.primary()));
    return Aftermath.of(STACK.stack(), redis, application, before).after();
  }

  /** All that read history, and one node: what they find in it is poisoned. */
  private static List<Service> restart(ManagedRedis redis, Whole now) {
    List<Service> services =
        STACK.stack().services().stream()
            .filter(service -> !service.name().startsWith(NODE))
            .toList();
    services.forEach(Service::kill);
    services.parallelStream().forEach(Service::start);
    Service node = redis.nodeOf(now.replicas().get(0));
    node.restart();
    return Stream.concat(services.stream(), Stream.of(node)).toList();
  }

  private static void awaitHistory(Service service, Set<Poison> poisons) {
    for (String topic : Topics.ALL) {
      boolean receipts =
          module(service).equals(ServiceNames.NOTIFIER) && topic.equals(Topics.NOTIFICATIONS);
      boolean read = READERS.get(topic).contains(module(service)) && HISTORY.contains(topic);
      // A node reads what nodes said in the last seconds, not from the beginning.
      boolean lately = module(service).equals(NODE) && topic.equals(Topics.NODES);
      if (receipts || read && !lately) {
        await(service.name() + " to bury what it finds in " + topic)
            .atMost(ManagedRedis.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(DeadLetters.counted(service, topic))
                        .isEqualTo(buried(topic, poisons)));
      }
    }
  }

  private static void checkProcesses() {
    assertThat(STACK.stack().services()).allMatch(Service::ready, "is ready");
  }
}
