package dev.understudy.node.wiring;

import dev.understudy.bus.EventCodec;
import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.application.Node;
import dev.understudy.node.domain.Rehearsal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The node begins when the service does, and ends before the bus is let go. */
@ApplicationScoped
public class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  /** Engines get ten seconds to write their snapshots, then are killed. */
  private static final Duration STOP = Duration.ofSeconds(12);

  private final Core core;
  private final Node node;
  private final Announcer announcer;
  private final Hosting hosting;

  Lifecycle(Core core, Node node, Announcer announcer, Hosting hosting) {
    this.hosting = hosting;
    this.core = core;
    this.node = node;
    this.announcer = announcer;
  }

  void start(@Observes StartupEvent event) {
    core.execute(node::start);
    core.blocking(this::rehearse)
        .whenComplete(
            (length, failure) -> {
              if (failure != null) {
                LOG.error("the rehearsal failed", failure);
              }
            });
  }

  /** The first failover of this process should find its code loaded. */
  private long rehearse() {
    return Rehearsal.play(hosting.timings()).stream()
        .mapToLong(event -> EventCodec.encode(event).length)
        .sum();
  }

  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event)
      throws InterruptedException {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    core.execute(
        () -> {
          announcer.stop();
          node.stop()
              .whenComplete(
                  (done, failure) -> {
                    if (failure == null) {
                      stopped.complete(null);
                    } else {
                      stopped.completeExceptionally(failure);
                    }
                  });
        });
    try {
      stopped.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the engines did not all end", e);
    }
  }
}
