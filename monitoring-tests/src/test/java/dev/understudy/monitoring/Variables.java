package dev.understudy.monitoring;

import java.util.HashMap;
import java.util.Map;

/** Values for the variables of the dashboards, Grafana's own included. */
final class Variables {

  /** Values with which every expression can be read. */
  static final Map<String, String> ANYTHING = of("demo");

  private Variables() {}

  /** The dashboards as they look at one instance and all its members. */
  static Map<String, String> of(String instance) {
    Map<String, String> values = new HashMap<>();
    values.put("instance_id", instance);
    values.put("member", ".*");
    values.put("job", ".*");
    values.put("__rate_interval", "20s");
    values.put("__interval", "5s");
    values.put("__range", "5m");
    return Map.copyOf(values);
  }
}
