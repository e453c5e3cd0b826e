package dev.understudy.bus.metrics;

/** What every service exports. */
public final class EveryServiceMetrics {

  static final Catalogue CATALOGUE =
      new Catalogue(
          "Every service",
          "Next to these, every service exports what Micrometer knows of the JVM (`jvm_*`), the"
              + " process (`process_*`) and HTTP (`http_server_*`).");

  public static final Metric BUILD_INFO =
      CATALOGUE.gauge(
          "understudy_build_info", Unit.COUNT, "Always 1: what is running", "version", "service");

  public static final Metric DEAD_LETTERS =
      CATALOGUE.counter(
          "understudy_dead_letters_total",
          Unit.COUNT,
          "Records of a topic that could not be handled and went to its dead letters",
          "topic");

  public static final Metric CONSUMER_LAG =
      CATALOGUE.gauge(
          "understudy_consumer_lag_records",
          Unit.COUNT,
          "Records of a topic that the bus held at the scrape before and this service has still not"
              + " handled; missing while the bus does not answer",
          "topic");

  private EveryServiceMetrics() {}
}
