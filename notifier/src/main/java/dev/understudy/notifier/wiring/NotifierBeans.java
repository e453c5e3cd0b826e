package dev.understudy.notifier.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bus.EventReader;
import dev.understudy.contracts.InvalidField;
import dev.understudy.notifier.adapter.http.WebhookChannel;
import dev.understudy.notifier.adapter.kafka.DecisionLog;
import dev.understudy.notifier.adapter.smtp.LetterTemplates;
import dev.understudy.notifier.adapter.smtp.MailChannel;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.application.DeliveryMetrics;
import dev.understudy.notifier.application.NewsDesk;
import dev.understudy.notifier.application.Outbox;
import dev.understudy.notifier.application.Receipts;
import dev.understudy.notifier.application.RetryPlan;
import dev.understudy.notifier.domain.DeliveryHistory;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who gets what. The only place that touches the clock. */
class NotifierBeans {

  /** Receipts matter this much longer than news does: clocks differ between machines. */
  private static final int RECEIPTS_PER_MAX_AGE = 2;

  private static final int REMEMBERED_DELIVERIES = 10_000;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Channels channels(
      NotifierConfig config,
      ReactiveMailer mailer,
      LetterTemplates templates,
      Vertx vertx,
      ObjectMapper json,
      Clock clock) {
    List<Channel> channels = new ArrayList<>();
    config
        .mail()
        .to()
        .filter(to -> !to.isEmpty())
        .map(to -> new MailChannel(mailer, templates, config.mail().from(), to))
        .ifPresent(channels::add);
    WebClient client = WebClient.create(vertx, httpOptions(config));
    config
        .webhooks()
        .forEach((name, hook) -> channels.add(webhook(name, hook, client, config, json, clock)));
    return new Channels(channels);
  }

  private static WebClientOptions httpOptions(NotifierConfig config) {
    WebClientOptions options = new WebClientOptions();
    options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
    options.setUserAgent("understudy-notifier");
    return options;
  }

  private static WebhookChannel webhook(
      String name,
      NotifierConfig.Webhook hook,
      WebClient client,
      NotifierConfig config,
      ObjectMapper json,
      Clock clock) {
    String field = "understudy.notifier.webhooks." + name;
    return new WebhookChannel(
        client,
        name,
        requireHttp(field + ".url", hook.url()),
        WebhookSecret.signer(field + ".secret-file", hook.secretFile()),
        json,
        clock,
        config.attemptTimeout());
  }

  private static URI requireHttp(String field, URI url) {
    if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
      throw new InvalidField(field, "must be an http or https URL");
    }
    return url;
  }

  @Produces
  @Singleton
  Outboxes outboxes(
      NotifierConfig config, Channels channels, Receipts receipts, DeliveryMetrics metrics) {
    RetryPlan plan =
        new RetryPlan(
            config.retry().initial(),
            config.retry().max(),
            config.retry().attempts(),
            config.attemptTimeout());
    return new Outboxes(
        channels.all().stream()
            .map(
                channel ->
                    new Outbox(
                        channel, plan, config.maxPending(), receipts, metrics, System::nanoTime))
            .toList());
  }

  @Produces
  @Singleton
  DecisionLog decisionLog(
      NotifierConfig config,
      Outboxes outboxes,
      EventReader reader,
      Clock clock,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    DeliveryHistory history = new DeliveryHistory(REMEMBERED_DELIVERIES);
    NewsDesk desk = new NewsDesk(history, outboxes.all(), config.maxAge(), clock);
    return new DecisionLog(
        kafka, reader, desk, clock, config.maxAge().multipliedBy(RECEIPTS_PER_MAX_AGE));
  }

  /** Everybody who is told. */
  record Channels(List<Channel> all) {}

  /** One per channel. */
  record Outboxes(List<Outbox> all) {}
}
