package dev.understudy.prober.wiring;

import dev.understudy.prober.adapter.metrics.MemberGauges;
import dev.understudy.prober.adapter.metrics.MicrometerProbeMeters;
import dev.understudy.prober.adapter.redis.RedisLines;
import dev.understudy.prober.adapter.vertx.VertxLoop;
import dev.understudy.prober.application.Loop;
import dev.understudy.prober.application.ProbeDesk;
import dev.understudy.prober.application.Publisher;
import dev.understudy.prober.application.Pulse;
import dev.understudy.prober.application.Surroundings;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Puts the prober together, before the first record is read, and takes it apart. */
@ApplicationScoped
public class ProberFactory {

  private static final Logger LOG = Logger.getLogger(ProberFactory.class);

  private final ProberSettings settings;
  private final VertxLoop loop;
  private final Pulse pulse;
  private final ProbeDesk desk;

  ProberFactory(
      ProberConfig config,
      SecretsConfig secrets,
      Vertx vertx,
      MeterRegistry meters,
      CollectorRegistry collectors,
      Publisher publisher) {
    settings = ProberSettings.of(config, secrets);
    loop = VertxLoop.start(vertx);
    pulse = new Pulse(System::nanoTime);
    MemberGauges gauges = new MemberGauges(settings.vantage());
    gauges.register(collectors);
    desk =
        new ProbeDesk(
            new Surroundings(
                settings.vantage(),
                settings.cadence(),
                settings.abandonMillis(),
                System::nanoTime,
                bound -> ThreadLocalRandom.current().nextLong(bound),
                loop,
                new RedisLines(
                    vertx, System::nanoTime, Math.toIntExact(settings.cadence().timeoutMillis())),
                new SealedPasswords(settings.box()),
                publisher,
                new MicrometerProbeMeters(meters, gauges),
                pulse));
  }

  @Produces
  @Singleton
  Loop loop() {
    return loop;
  }

  @Produces
  @Singleton
  Pulse pulse() {
    return pulse;
  }

  @Produces
  @Singleton
  ProbeDesk desk() {
    return desk;
  }

  /** Channels start later: what they call must not be made on an event loop. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    LOG.infof("probing from vantage %s", settings.vantage());
  }

  void stop(@Observes ShutdownEvent event) {
    CompletableFuture.runAsync(desk::close, loop).join();
    loop.stop();
  }
}
