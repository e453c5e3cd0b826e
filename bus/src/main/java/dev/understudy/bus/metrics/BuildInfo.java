package dev.understudy.bus.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shows which version of which service this is. */
@ApplicationScoped
class BuildInfo {

  void register(
      @Observes StartupEvent started,
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    EveryServiceMetrics.BUILD_INFO.gauge(registry, this, info -> 1, version, service);
  }
}
