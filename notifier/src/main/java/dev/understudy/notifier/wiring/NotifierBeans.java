package dev.understudy.notifier.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bus.EventReader;
import dev.understudy.bus.lag.ConsumerLag;
import dev.understudy.notifier.adapter.kafka.NewsLog;
import dev.understudy.notifier.adapter.smtp.LetterTemplates;
import dev.understudy.notifier.adapter.smtp.MailChannel;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.application.DeliveryContext;
import dev.understudy.notifier.application.DeliveryMetrics;
import dev.understudy.notifier.application.NewsDesk;
import dev.understudy.notifier.application.Outbox;
import dev.understudy.notifier.application.Receipts;
import dev.understudy.notifier.application.Routing;
import dev.understudy.notifier.domain.DeliveryHistory;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Who gets what. The only place that touches the clock. */
class NotifierBeans {

  /** Receipts matter this much longer than news does: clocks differ between machines. */
  private static final int RECEIPTS_PER_MAX_AGE = 2;

  private static final int REMEMBERED_DELIVERIES = 10_000;

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  NotifierSettings settings(NotifierConfig config) {
    return NotifierSettings.of(config);
  }

  @Produces
  @Singleton
  Channels channels(
      NotifierConfig config,
      NotifierSettings settings,
      ReactiveMailer mailer,
      LetterTemplates templates,
      Vertx vertx,
      ObjectMapper json,
      Clock clock) {
    List<Channel> channels = new ArrayList<>();
    if (!settings.mailTo().isEmpty()) {
      channels.add(new MailChannel(mailer, templates, settings.mailFrom(), settings.mailTo()));
    }
    channels.addAll(new ChannelFactory(config, vertx, json, clock).all());
    return new Channels(channels);
  }

  @Produces
  @Singleton
  Outboxes outboxes(
      NotifierSettings settings, Channels channels, Receipts receipts, DeliveryMetrics metrics) {
    DeliveryContext context =
        new DeliveryContext(
            settings.retryPlan(), receipts, metrics, System::nanoTime, NotifierBeans::random);
    return new Outboxes(
        channels.all().stream()
            .map(channel -> new Outbox(channel, settings.maxPending(), context))
            .toList());
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Produces
  @Singleton
  Routing routing(NotifierConfig config, Channels channels, Outboxes outboxes) {
    return new Routing(
        new RouteFactory(channels.all()).all(config.routes()),
        outboxes.all(),
        Infrastructure.getDefaultWorkerPool(),
        System::nanoTime);
  }

  @Produces
  @Singleton
  NewsLog newsLog(
      NotifierSettings settings,
      Routing routing,
      EventReader reader,
      ConsumerLag lag,
      Clock clock,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    DeliveryHistory history = new DeliveryHistory(REMEMBERED_DELIVERIES);
    NewsDesk desk = new NewsDesk(history, routing, settings.maxAge(), clock);
    return new NewsLog(
        kafka, reader, desk, lag, clock, settings.maxAge().multipliedBy(RECEIPTS_PER_MAX_AGE));
  }

  /** Everybody who is told. */
  record Channels(List<Channel> all) {}

  /** One per channel. */
  record Outboxes(List<Outbox> all) {}
}
