package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "up == 0 # up",
        "avg by (instance_id, member) (redis_up{role=\"primary\"}) < 0.5 # redis_up",
        "rate(a_total{x=~\"b|c\"}[5m]) * 1e9 / on (job) group_left (zone) max(c_d) # a_total,c_d",
        "a unless a offset 15m # a",
        "histogram_quantile(0.95, sum by (le) (h_bucket)) or vector(0) # h_bucket",
        "a - (b offset $__range or b * 0) # a,b",
        "absent(up{job=\"x and y\"} == bool 1) # up"
      })
  void namesTheMetricsAndNothingElse(String expression, String metrics) {
    assertThat(Expressions.metrics(expression)).containsExactlyInAnyOrder(metrics.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "up == 0 # up",
        "avg by (a, b) (redis_up{role=\"primary\"}) < 0.5 # redis_up{role=\"primary\"}",
        "max(max_over_time(a{b=\"c d\"}[1m])) > on (x) e # a{b=\"c d\"};e",
        "max_over_time(count by (job) (up {job=~\"a|}b\"})[6h:1m]) # up {job=~\"a|}b\"}",
        "a{x=\"1\"} unless a{x=\"2\"} offset 15m or 0 * a{x=\"1\"} # a{x=\"1\"};a{x=\"2\"}",
        "absent(up{job=\"x and y\"} == bool 1) or vector(0) # up{job=\"x and y\"}"
      })
  void findsWhatIsSelected(String expression, String selectors) {
    assertThat(Expressions.selectors(expression)).containsExactly(selectors.split(";"));
  }

  @Test
  void fillsInVariables() {
    assertThat(Expressions.fill("a{b=\"$c\"}[$__range]", Map.of("c", ".*", "__range", "5m")))
        .isEqualTo("a{b=\".*\"}[5m]");
  }

  @Test
  void refusesAVariableThatNobodyFills() {
    assertThatThrownBy(() -> Expressions.fill("a{b=\"$tpyo\"}", Map.of("typo", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$tpyo");
  }
}
