package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Offset;
import java.util.concurrent.TimeUnit;

/**
 * Where the primary was when, so that a replica's offset can be told in time: it lags since the
 * primary was first seen ahead of it. Bounded: when it is full the sample is forgotten that is
 * missed least for its age, so that the past gets coarser the older it is, but is never lost.
 */
public final class LagHistory {

  static final int SAMPLES = 64;

  private final long[] seenNanos = new long[SAMPLES];
  private final long[] offsets = new long[SAMPLES];
  private int size;
  private String stream;

  /**
   * Notes where the primary is.
   *
   * @param stream the primary's replication id; another one starts a new history
   */
  public void primaryAt(String stream, Offset offset, long nowNanos) {
    if (!stream.equals(this.stream) || size > 0 && offset.value() < offsets[size - 1]) {
      this.stream = stream;
      size = 0;
    }
    if (size > 0 && offset.value() == offsets[size - 1]) {
      return;
    }
    if (size == SAMPLES) {
      forgetOne(nowNanos);
    }
    seenNanos[size] = nowNanos;
    offsets[size] = offset.value();
    size++;
  }

  /** How long the replica has been behind a place that the primary was seen at. */
  public long behindMillis(Offset replica, long nowNanos) {
    for (int i = 0; i < size; i++) {
      if (offsets[i] > replica.value()) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - seenNanos[i]));
      }
    }
    return 0;
  }

  /** The oldest is kept: it dates the longest lag. */
  private void forgetOne(long nowNanos) {
    int leastMissed = 1;
    double leastError = Double.MAX_VALUE;
    for (int i = 1; i < size - 1; i++) {
      double gap = seenNanos[i + 1] - seenNanos[i - 1];
      double error = gap / (nowNanos - seenNanos[i - 1]);
      if (error < leastError) {
        leastError = error;
        leastMissed = i;
      }
    }
    size--;
    System.arraycopy(seenNanos, leastMissed + 1, seenNanos, leastMissed, size - leastMissed);
    System.arraycopy(offsets, leastMissed + 1, offsets, leastMissed, size - leastMissed);
  }
}
