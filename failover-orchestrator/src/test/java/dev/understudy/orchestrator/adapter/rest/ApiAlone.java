package dev.understudy.orchestrator.adapter.rest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The HTTP layer and the commands over an in-memory bus, without Kafka and without the core. */
public class ApiAlone implements QuarkusTestProfile {

  private static final String[] CHANNELS = {"history", "evidence"};

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(ApiTestBeans.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>();
    config.put(
        "quarkus.arc.exclude-types",
        "dev.understudy.orchestrator.adapter.kafka.*,"
            + "dev.understudy.orchestrator.adapter.metrics.FleetGauges");
    config.put("mp.messaging.outgoing.understudy-events.lazy-client", "true");
    for (String channel : CHANNELS) {
      config.put("mp.messaging.incoming." + channel + ".enabled", "false");
    }
    return config;
  }
}
