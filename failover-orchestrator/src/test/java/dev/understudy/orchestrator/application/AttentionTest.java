package dev.understudy.orchestrator.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.orchestrator.domain.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static final Moment START = new Moment(0, Instant.parse("2030-01-01T00:00:00Z"));

  private final Attention attention = new Attention(Duration.ofSeconds(3));

  private static Moment after(long millis) {
    return START.plus(Duration.ofMillis(millis));
  }

  @Test
  void whoNeverHeardAnybodyIsNotDeaf() {
    assertThat(attention.isDeaf(after(10_000))).isFalse();
  }

  @Test
  void whoHearsNobodyAnyMoreIsDeafUntilSomebodyIsHeard() {
    attention.heard(START);

    assertThat(attention.isDeaf(after(2_999))).isFalse();
    assertThat(attention.isDeaf(after(3_000))).isTrue();
    attention.heard(after(3_000));
    assertThat(attention.isDeaf(after(3_000))).isFalse();
  }

  @Test
  void whoLooksLateStoodStill() {
    assertThat(attention.stoodStill(START)).isFalse();
    assertThat(attention.stoodStill(after(999))).isFalse();
    assertThat(attention.stoodStill(after(1_999))).isTrue();
    assertThat(attention.stoodStill(after(2_000))).isFalse();
  }
}
