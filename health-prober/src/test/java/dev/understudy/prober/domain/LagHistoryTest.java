package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Offset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

  private final LagHistory history = new LagHistory();

  @Test
  void aReplicaLagsSinceThePrimaryWasFirstSeenAheadOfIt() {
    primaryAt(100, 1_000);
    primaryAt(200, 2_000);
    primaryAt(300, 3_000);
    assertThat(behind(300, 3_500)).isZero();
    assertThat(behind(250, 3_500)).isEqualTo(500);
    assertThat(behind(150, 3_500)).isEqualTo(1_500);
    assertThat(behind(0, 3_500)).isEqualTo(2_500);
  }

  @Test
  void aPrimaryThatStandsStillMakesNobodyLagMore() {
    primaryAt(100, 1_000);
    primaryAt(100, 9_000);
    assertThat(behind(100, 9_000)).isZero();
    assertThat(behind(99, 9_000)).isEqualTo(8_000);
  }

  @Test
  void anotherStreamIsAnotherHistory() {
    primaryAt(100, 1_000);
    history.primaryAt("other", Offset.of(500), nanos(5_000));
    assertThat(behind(0, 6_000)).isEqualTo(1_000);
  }

  @Test
  void aPrimaryThatWentBackStartsANewHistory() {
    primaryAt(100, 1_000);
    primaryAt(10, 5_000);
    assertThat(behind(0, 6_000)).isEqualTo(1_000);
  }

  @Test
  void longPastsGetCoarserButStayTrue() {
    int seconds = 100_000;
    for (int second = 1; second <= seconds; second++) {
      primaryAt(second * 100L, second * 1_000L);
    }
    long now = seconds * 1_000L;
    assertThat(behind(0, now)).isEqualTo(now - 1_000);
    assertThat(behind(seconds * 100L, now)).isZero();
    long halfway = behind(seconds * 50L, now);
    assertThat(halfway).isBetween(now * 35 / 100, now / 2);
  }

  private void primaryAt(long offset, long millis) {
    history.primaryAt("stream", Offset.of(offset), nanos(millis));
  }

  private long behind(long offset, long millis) {
    return history.behindMillis(Offset.of(offset), nanos(millis));
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
