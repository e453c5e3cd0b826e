package dev.understudy.bus.metrics;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes one registry for all: Quarkus would give everybody who asks a registry of their own. */
@Dependent
class CollectorRegistryFactory {

  @Produces
  @Singleton
  CollectorRegistry collectors() {
    return new CollectorRegistry(true);
  }
}
