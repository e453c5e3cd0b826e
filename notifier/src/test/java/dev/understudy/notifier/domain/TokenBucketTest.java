package dev.understudy.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final Pace SIX_A_MINUTE = new Pace(Duration.ZERO, 6, Duration.ofMinutes(1));

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void grantsABurstThenOneAtATime() {
    long start = Long.MAX_VALUE - seconds(1);
    TokenBucket bucket = new TokenBucket(SIX_A_MINUTE, start);
    for (int i = 0; i < 6; i++) {
      assertThat(bucket.take(start)).isZero();
    }
    assertThat(bucket.take(start)).isEqualTo(seconds(10));
    assertThat(bucket.take(start + seconds(4))).as("monotonic time wraps").isEqualTo(seconds(6));
    assertThat(bucket.take(start + seconds(10))).isZero();
    assertThat(bucket.take(start + seconds(10))).isEqualTo(seconds(10));
  }

  @Test
  void savesUpNoMoreThanABurst() {
    TokenBucket bucket = new TokenBucket(SIX_A_MINUTE, 0);
    long later = seconds(3600);
    for (int i = 0; i < 6; i++) {
      assertThat(bucket.take(later)).isZero();
    }
    assertThat(bucket.take(later)).isEqualTo(seconds(10));
  }

  @Test
  void withoutALimitGrantsAll() {
    TokenBucket bucket = new TokenBucket(Pace.AT_ONCE, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(bucket.take(0)).isZero();
    }
  }
}
