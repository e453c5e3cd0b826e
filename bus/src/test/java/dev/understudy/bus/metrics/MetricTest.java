package dev.understudy.bus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

  /** The one that Quarkus uses; its replacement is for another version of the Prometheus client. */
  @SuppressWarnings("deprecation")
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void isPrintedUnderTheNameThatItIsDeclaredWith() {
    metric("understudy_things_total", MetricType.COUNTER, "kind").counter(registry, "a");
    metric("understudy_room_bytes", MetricType.GAUGE).gauge(registry, 7, Integer::doubleValue);
    metric("understudy_build_info", MetricType.GAUGE).gauge(registry, 1, Integer::doubleValue);
    metric("understudy_work_seconds", MetricType.TIMER)
        .timer(registry)
        .record(Duration.ofMillis(500));
    assertThat(registry.scrape())
        .contains("# HELP understudy_things_total It counts")
        .contains("# TYPE understudy_things_total counter")
        .contains("understudy_things_total{kind=\"a\",} 0.0")
        .contains("# TYPE understudy_room_bytes gauge")
        .contains("understudy_room_bytes 7.0")
        .contains("understudy_build_info 1.0")
        .contains("understudy_work_seconds_count 1.0")
        .contains("understudy_work_seconds_sum 0.5");
  }

  @Test
  void whatIsReadAtAScrapeIsPrintedLikeWhatIsKept() {
    Metric counter = metric("understudy_things_total", MetricType.COUNTER, "kind");
    Metric gauge = metric("understudy_thing_info", MetricType.GAUGE, "kind");
    new ScrapedMetrics() {
      @Override
      protected void sample(Samples samples) {
        samples.add(counter, 3, "a");
        samples.add(gauge, 1, "b");
      }
    }.register(registry.getPrometheusRegistry());
    assertThat(registry.scrape())
        .contains("# HELP understudy_things_total It counts")
        .contains("# TYPE understudy_things_total counter")
        .contains("understudy_things_total{kind=\"a\",} 3.0")
        .contains("# TYPE understudy_thing_info gauge")
        .contains("understudy_thing_info{kind=\"b\",} 1.0");
  }

  @Test
  void aNameThatPrometheusWouldChangeIsRefused() {
    assertThatThrownBy(() -> metric("understudy_things", MetricType.COUNTER))
        .hasMessageContaining("understudy_things is no name for a COUNTER");
    assertThatThrownBy(() -> metric("understudy_things_total", MetricType.GAUGE))
        .hasMessageContaining("understudy_things_total is no name for a GAUGE");
    assertThatThrownBy(() -> metric("things_total", MetricType.COUNTER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyLabelNeedsAValue() {
    assertThatThrownBy(
            () -> metric("understudy_x_total", MetricType.COUNTER, "kind").counter(registry))
        .hasMessage("understudy_x_total has the labels [kind]");
    assertThatThrownBy(
            () -> new Samples().add(metric("understudy_x", MetricType.GAUGE), 1, "too many"))
        .hasMessage("understudy_x has the labels []");
  }

  private static Metric metric(String name, MetricType type, String... labels) {
    return new Metric(name, type, Unit.COUNT, "It counts", List.of(labels));
  }
}
