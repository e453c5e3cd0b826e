package dev.understudy.notifier.wiring;

import dev.understudy.notifier.adapter.kafka.NewsLog;
import dev.understudy.notifier.application.Outbox;
import dev.understudy.notifier.application.Routing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Starts reading when the service is up; stops in the order that loses nothing. */
@Singleton
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final NewsLog log;
  private final Routing routing;
  private final List<Outbox> outboxes;
  private final Duration stopTimeout;

  Lifecycle(
      NewsLog log, Routing routing, NotifierBeans.Outboxes outboxes, NotifierSettings settings) {
    this.log = log;
    this.routing = routing;
    this.outboxes = outboxes.all();
    this.stopTimeout = settings.stopTimeout();
  }

  void start(@Observes StartupEvent event) {
    if (outboxes.isEmpty()) {
      LOG.warn("nobody is told anything: neither mail.to nor another channel is set");
    } else {
      LOG.infof(
          "telling %s",
          outboxes.stream()
              .map(outbox -> outbox.channel().name())
              .collect(Collectors.joining(", ")));
    }
    log.start();
  }

  void stop(@Observes ShutdownEvent event) {
    log.close();
    routing.close();
    CompletableFuture<?>[] running =
        outboxes.stream().map(Outbox::stop).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(running).get(stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warnf("attempts still run after %s; the next start takes them up", stopTimeout);
    } catch (ExecutionException e) {
      LOG.error("an attempt broke off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outboxes.forEach(Outbox::cancel);
  }
}
