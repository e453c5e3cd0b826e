package dev.understudy.notifier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.bus.EventCodec;
import dev.understudy.bus.InstancePartitioner;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.notifier.domain.AlertJournal;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.NotificationId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real bus, SMTP server and webhook receiver. Before the service starts, the bus holds what a
 * killed predecessor left behind: {@code settled} was told everywhere, {@code half} by mail only,
 * {@code retried} was tried once in vain, {@code ancient} is two hours old; of the alert of {@code
 * lagging} mail has told, twice raised as it was.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

  public static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes();
  public static final String ROUTING_KEY = "hidden0123456789abcdef0123456789";
  public static final int ATTEMPTS = 6;

  private static final int PARTITIONS = 3;
  private static final Duration ANCIENT = Duration.ofHours(2);

  private EmbeddedKafka kafka;
  private GreenMail mail;
  private HookServer hooks;
  private KafkaProducer<String, byte[]> producer;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("notifier-test");
      kafka =
          EmbeddedKafka.start(folder.resolve("kafka"), FreePort.anywhere(), FreePort.anywhere());
      kafka.createTopics(PARTITIONS);
      mail =
          new GreenMail(
              new ServerSetup(FreePort.anywhere(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      mail.start();
      hooks = new HookServer();
      hooks.always("/down", 503);
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  kafka.bootstrapServers(),
                  "partitioner.class",
                  InstancePartitioner.class.getName()),
              new StringSerializer(),
              new ByteArraySerializer());
      leaveBehind();
      hooks.always("/gone", 410);
      return settings(new Secrets(folder));
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the test's servers don't start", e);
    }
  }

  /** Files that settings name. */
  private record Secrets(Path folder) {

    String file(String name, String content) throws IOException {
      return Files.writeString(folder.resolve(name), content + "\n").toString();
    }

    String signing() throws IOException {
      return file("signing", "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    }
  }

  private Map<String, String> settings(Secrets secrets) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()));
    channels(secrets).forEach((name, value) -> settings.put("understudy.notifier." + name, value));
    routes().forEach((name, value) -> settings.put("understudy.notifier.routes." + name, value));
    return settings;
  }

  private Map<String, String> channels(Secrets secrets) throws IOException {
    Map<String, String> channels = new HashMap<>();
    channels.put("allow-local-targets", "true");
    channels.put("mail.from", "understudy@example.org");
    channels.put("mail.to", "ops@example.org,boss@example.org");
    for (String hook : List.of("ops", "down", "gone", "patient", "critical")) {
      channels.put("webhooks." + hook + ".url", hooks.url("/" + hook + "?key=hidden").toString());
      channels.put("webhooks." + hook + ".secret-file", secrets.signing());
    }
    channels.put("slack.team.url-file", secrets.file("slack", hooks.url("/slack/hidden") + ""));
    channels.put("slack.crowd.url-file", secrets.file("crowd", hooks.url("/crowd/hidden") + ""));
    channels.put("teams.team.url-file", secrets.file("teams", hooks.url("/teams/hidden") + ""));
    channels.put("pagerduty.oncall.url", hooks.url("/v2/enqueue").toString());
    channels.put("pagerduty.oncall.routing-key-file", secrets.file("key", ROUTING_KEY));
    channels.put("alertmanager.main.url", hooks.url("/am/").toString());
    channels.put("alertmanager.main.token-file", secrets.file("token", "hidden-token"));
    channels.put("alertmanager.main.labels.site", "lab");
    channels.put("retry.initial", "200ms");
    channels.put("retry.max", "500ms");
    channels.put("retry.attempts", String.valueOf(ATTEMPTS));
    return channels;
  }

  private static Map<String, String> routes() {
    return Map.ofEntries(
        Map.entry(
            "all.channels",
            "mail,webhook:ops,webhook:down,slack:team,teams:team,alertmanager:main"),
        Map.entry("critical.severities", "critical"),
        Map.entry("critical.channels", "webhook:critical,pagerduty:oncall"),
        Map.entry("started.kinds", "failover.started"),
        Map.entry("started.channels", "pagerduty:oncall"),
        Map.entry("gone.instances", "gone,gone-*"),
        Map.entry("gone.channels", "webhook:gone"),
        Map.entry("patient.instances", "patient"),
        Map.entry("patient.channels", "webhook:patient"),
        Map.entry("crowd.instances", "crowd-?"),
        Map.entry("crowd.channels", "slack:crowd"),
        Map.entry("crowd.group-wait", "1s"));
  }

  private void leaveBehind() throws InterruptedException, ExecutionException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    failover("settled", now);
    for (NotificationId id : ids("settled", now)) {
      receipt("settled", id, "mail", DeliveryOutcome.DELIVERED);
      receipt("settled", id, "webhook:ops", DeliveryOutcome.DELIVERED);
      receipt("settled", id, "webhook:down", DeliveryOutcome.GAVE_UP);
    }
    failover("half", now);
    for (NotificationId id : ids("half", now)) {
      receipt("half", id, "mail", DeliveryOutcome.DELIVERED);
    }
    failover("retried", now);
    receipt("retried", ids("retried", now).get(0), "webhook:ops", DeliveryOutcome.WILL_RETRY);
    failover("ancient", now.minus(ANCIENT));
    alert("lagging", now);
    receipt("lagging", alertId("lagging", now), "mail", DeliveryOutcome.DELIVERED);
    alert("ancient", now.minus(ANCIENT));
  }

  /** As two orchestrators raise it. */
  private void alert(String instance, Instant time)
      throws InterruptedException, ExecutionException {
    Alerts alerts = new Alerts(instance);
    publish(alerts.lagging(time), time);
    publish(alerts.lagging(time.plusMillis(3)), time.plusMillis(3));
  }

  private static NotificationId alertId(String instance, Instant time) {
    Alerts alerts = new Alerts(instance);
    return new AlertJournal().read(0, alerts.lagging(time), time).orElseThrow().id();
  }

  private void failover(String instance, Instant time)
      throws InterruptedException, ExecutionException {
    Decisions decisions = new Decisions(instance);
    publish(decisions.created(), time);
    publish(decisions.crashed(2), time);
    publish(decisions.elected(2), time);
    publish(decisions.closed(2, EpochOutcome.COMPLETED), time);
  }

  private static List<NotificationId> ids(String instance, Instant time) {
    Decisions decisions = new Decisions(instance);
    InstanceJournal journal = new InstanceJournal();
    journal.read(0, decisions.created(), time);
    return List.of(
        journal.read(1, decisions.crashed(2), time).orElseThrow().id(),
        journal.read(2, decisions.closed(2, EpochOutcome.COMPLETED), time).orElseThrow().id());
  }

  private void receipt(String instance, NotificationId id, String channel, DeliveryOutcome outcome)
      throws InterruptedException, ExecutionException {
    var about = new Decisions(instance).created().instance();
    publish(
        new NotificationAttempted(about, id.value(), channel, 1, outcome, "", Duration.ZERO),
        Instant.now());
  }

  /** Publishes as another service would; returns when the broker has it. */
  public void publish(Event event, Instant time) throws InterruptedException, ExecutionException {
    var headers = EventCodec.headers(event, "/test", time);
    var record =
        new ProducerRecord<>(event.topic(), null, event.key(), EventCodec.encode(event), headers);
    producer.send(record).get();
  }

  public GreenMail mail() {
    return mail;
  }

  public HookServer hooks() {
    return hooks;
  }

  /** All that a topic holds now about an instance. */
  public List<ConsumerRecord<String, byte[]>> read(String topic, String instance) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partition =
          new TopicPartition(topic, InstancePartitioner.partition(instance, PARTITIONS));
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records.stream().filter(r -> r.key().startsWith(instance + "/")).toList();
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(Surroundings.class));
  }

  @Override
  public void stop() {
    producer.close();
    hooks.close();
    mail.stop();
    kafka.close();
  }
}
