package dev.understudy.bus.lag;

import dev.understudy.bus.metrics.EveryServiceMetrics;
import dev.understudy.bus.metrics.Samples;
import dev.understudy.bus.metrics.ScrapedMetrics;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Shows how many records this service is behind, by topic. Each scrape asks every channel's
 * consumer what the bus holds, in the consumer's own polling thread, and the next scrape shows how
 * much of that is still not handled: what is on its way is no lag. It costs one small request per
 * scrape, and none without a Prometheus; a value is missing while the bus doesn't answer.
 *
 * <p>Kafka's own {@code records-lag} would cost nothing, but it stands still when a handler hangs,
 * for then nothing is fetched; Micrometer's binder brings some two hundred meters per client.
 */
@Singleton
public class ConsumerLag extends ScrapedMetrics {

  private static final Logger LOG = Logger.getLogger(ConsumerLag.class);

  /** The polling thread reads nothing meanwhile, so it must not wait for long. */
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);

  private final KafkaClientService clients;
  private final HandledOffsets handled;
  private final Map<KafkaConsumer<?, ?>, List<Extent>> known = new ConcurrentHashMap<>();
  private final Set<KafkaConsumer<?, ?>> asked = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> reported = new ConcurrentHashMap<>();

  /**
   * What the bus held of a partition.
   *
   * @param position what the consumer would have fetched next
   * @param end the offset after the last record
   */
  private record Extent(TopicPartition partition, long position, long end) {}

  ConsumerLag(KafkaClientService clients, HandledOffsets handled) {
    this.clients = clients;
    this.handled = handled;
  }

  void start(@Observes StartupEvent started, CollectorRegistry registry) {
    register(registry);
  }

  /** What a consumer says of itself that belongs to no channel. Called by any thread. */
  public void report(String topic, long records) {
    reported.put(topic, records);
  }

  @Override
  protected void sample(Samples samples) {
    Map<String, Long> lags = new TreeMap<>(reported);
    for (List<Extent> extents : known.values()) {
      extents.forEach(extent -> lags.merge(extent.partition().topic(), lag(extent), Long::sum));
    }
    lags.forEach((topic, lag) -> samples.add(EveryServiceMetrics.CONSUMER_LAG, lag, topic));
    for (String channel : clients.getConsumerChannels()) {
      clients.getConsumers(channel).forEach(this::ask);
    }
  }

  private long lag(Extent extent) {
    long next = handled.next(extent.partition()).orElse(extent.position());
    return Math.max(0, extent.end() - next);
  }

  private <K, V> void ask(KafkaConsumer<K, V> consumer) {
    if (!asked.add(consumer)) {
      return;
    }
    Function<Consumer<K, V>, List<Extent>> question = ConsumerLag::extents;
    Uni<List<Extent>> answer = consumer.runOnPollingThread(question);
    answer
        .onTermination()
        .invoke(() -> asked.remove(consumer))
        .subscribe()
        .with(
            extents -> known.put(consumer, extents),
            failure -> {
              known.remove(consumer);
              LOG.debugf("the lag is not known: %s", failure.getMessage());
            });
  }

  private static List<Extent> extents(Consumer<?, ?> consumer) {
    return consumer.endOffsets(consumer.assignment(), LONGEST_ANSWER).entrySet().stream()
        .map(
            end ->
                new Extent(
                    end.getKey(), consumer.position(end.getKey(), LONGEST_ANSWER), end.getValue()))
        .toList();
  }
}
