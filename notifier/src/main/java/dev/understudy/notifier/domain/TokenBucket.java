package dev.understudy.notifier.domain;

/**
 * A rate limit: so many at once, and one more every {@code period / messages}. Knows no clock. Not
 * safe for use by several threads.
 */
public final class TokenBucket {

  private final boolean limited;
  private final long capacityNanos;
  private final long nanosPerToken;
  private long creditNanos;
  private long lastNanos;

  /**
   * @param nowNanos monotonic
   */
  public TokenBucket(Pace pace, long nowNanos) {
    limited = pace.limited();
    nanosPerToken = limited ? Math.max(1, pace.period().toNanos() / pace.messages()) : 0;
    capacityNanos = nanosPerToken * pace.messages();
    creditNanos = capacityNanos;
    lastNanos = nowNanos;
  }

  /**
   * Takes a token if there is one.
   *
   * @return 0 if it was taken; else how many nanoseconds are left until there is one
   */
  public long take(long nowNanos) {
    if (!limited) {
      return 0;
    }
    creditNanos = Math.min(capacityNanos, creditNanos + (nowNanos - lastNanos));
    lastNanos = nowNanos;
    if (creditNanos >= nanosPerToken) {
      creditNanos -= nanosPerToken;
      return 0;
    }
    return nanosPerToken - creditNanos;
  }
}
