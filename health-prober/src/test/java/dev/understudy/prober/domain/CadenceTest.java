package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CadenceTest {

  private final Cadence cadence = new Cadence(1_000, 100, 500);

  @Test
  void tenRoundsFitIntoAFailoverTimeout() {
    assertThat(interval(Duration.ofSeconds(45), false)).isEqualTo(1_000);
    assertThat(interval(Duration.ofSeconds(3), false)).isEqualTo(300);
    assertThat(interval(Duration.ofMillis(500), false)).isEqualTo(100);
  }

  @Test
  void suspicionMakesRoundsFasterAndNeverSlower() {
    assertThat(interval(Duration.ofSeconds(45), true)).isEqualTo(100);
    assertThat(new Cadence(100, 1_000, 500).intervalMillis(Duration.ofSeconds(45), true))
        .isEqualTo(100);
  }

  @Test
  void aRoundNeverWaitsLongerThanItsInterval() {
    assertThat(cadence.timeoutMillis(1_000)).isEqualTo(500);
    assertThat(cadence.timeoutMillis(100)).isEqualTo(100);
    assertThat(cadence.timeoutMillis(20)).isEqualTo(50);
  }

  /** Whatever the prober's own settings are: a silence is seen before it has lasted. */
  @Test
  void aRoundIsOverWithinATenthOfTheFailoverTimeoutOrAtTheFastestPace() {
    Cadence slow = new Cadence(10_000, 1_000, 10_000);
    for (boolean suspect : new boolean[] {false, true}) {
      for (long failoverTimeout : new long[] {500, 1_000, 5_000, 45_000, 600_000}) {
        long interval = slow.intervalMillis(Duration.ofMillis(failoverTimeout), suspect);
        assertThat(slow.timeoutMillis(interval))
            .isLessThanOrEqualTo(interval)
            .isLessThanOrEqualTo(Math.max(Cadence.FASTEST_MILLIS, failoverTimeout / 10));
      }
    }
  }

  @Test
  void anOldSilenceIsNotSuspiciousAnyMore() {
    assertThat(Cadence.suspicious(29_000, Duration.ofSeconds(1))).isTrue();
    assertThat(Cadence.suspicious(31_000, Duration.ofSeconds(1))).isFalse();
    assertThat(Cadence.suspicious(89_000, Duration.ofSeconds(45))).isTrue();
    assertThat(Cadence.suspicious(91_000, Duration.ofSeconds(45))).isFalse();
  }

  @Test
  void silenceIsCountedFromTheFirstProbeUntilThereIsASign() {
    Silence silence = new Silence(0);
    assertThat(silence.millis(TimeUnit.SECONDS.toNanos(3))).isEqualTo(3_000);
    silence.signOfLife(TimeUnit.SECONDS.toNanos(4));
    assertThat(silence.millis(TimeUnit.SECONDS.toNanos(4))).isZero();
    assertThat(silence.millis(TimeUnit.SECONDS.toNanos(5))).isEqualTo(1_000);
  }

  private long interval(Duration failoverTimeout, boolean suspect) {
    return cadence.intervalMillis(failoverTimeout, suspect);
  }
}
