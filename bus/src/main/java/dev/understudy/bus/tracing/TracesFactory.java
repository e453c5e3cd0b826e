package dev.understudy.bus.tracing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Follows failovers if that is asked for. */
@Singleton
class TracesFactory {

  private static final Logger LOG = Logger.getLogger(TracesFactory.class);

  private final boolean enabled;
  private OtelSdk sdk;

  TracesFactory(TracingConfig tracing) {
    this.enabled = tracing.enabled();
  }

  @Produces
  @Singleton
  Traces traces(
      Config config,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    if (!enabled) {
      return Traces.OFF;
    }
    sdk = OtelSdk.start(service, version, config);
    return sdk.traces(Clock.systemUTC());
  }

  /** At the start, so that a setting that is wrong is told then, not in the first failover. */
  void start(@Observes StartupEvent started, Traces traces) {
    if (traces != Traces.OFF) {
      LOG.info("failovers are traced");
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (sdk != null) {
      sdk.close();
    }
  }
}
