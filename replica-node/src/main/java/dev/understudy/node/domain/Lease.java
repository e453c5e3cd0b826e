package dev.understudy.node.domain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The permission of one epoch's primary to take writes. Its node appends a renewal to the decision
 * log every third of the lifetime; a renewal that is read back extends the lease to its lifetime
 * after the moment <em>before</em> it was appended. No clock is compared between machines.
 *
 * <p>The lifetime is the instance's failover timeout, which may be changed at any time: every
 * record says how long it is for, and none says less than what an earlier one gave, so that whoever
 * has read the newest knows when the lease has surely ended.
 */
public final class Lease {

  private static final int PARTS = 3;
  private static final int MOST_UNCONFIRMED = 64;

  private record Renewal(String id, Moment at, Duration lifetime) {

    Moment ends() {
      return at.plus(lifetime);
    }
  }

  private final Deque<Renewal> unconfirmed = new ArrayDeque<>();
  private Duration lifetime;
  private Moment ends;

  /** When it ends at the latest, by all that was ever put on record. */
  private Moment promised;

  private Moment lastRenewal;

  /** Whether the last renewal that was read back had been on its way for too long. */
  private boolean outdated;

  public Lease(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** The instance's settings changed: the next renewal is due, and says so. */
  public void lifetime(Duration changed) {
    if (!changed.equals(lifetime)) {
      lifetime = changed;
      lastRenewal = null;
    }
  }

  public Duration lifetime() {
    return lifetime;
  }

  /** Another epoch, another lease. */
  public void drop() {
    unconfirmed.clear();
    outdated = false;
    ends = null;
    promised = null;
    lastRenewal = null;
  }

  /**
   * The election was read.
   *
   * @param joined when this process sent its MemberJoined; null if an earlier process did
   * @param first how long the lease lasts that the election gives
   */
  public void elected(Moment joined, Duration first) {
    drop();
    if (joined != null) {
      ends = joined.plus(first);
      promised = ends;
      lastRenewal = first.equals(lifetime) ? joined : null;
    }
  }

  /** Whether it is time to append a renewal. */
  public boolean due(Moment now) {
    return lastRenewal == null || now.isAtLeast(lifetime.dividedBy(PARTS), lastRenewal);
  }

  /**
   * A renewal is about to be appended.
   *
   * @return how long the lease lasts from now on, in whole milliseconds
   */
  public Duration renewing(String id, Moment now) {
    lastRenewal = now;
    if (unconfirmed.size() == MOST_UNCONFIRMED) {
      unconfirmed.removeFirst();
    }
    Renewal renewal = new Renewal(id, now, nextLifetime(now));
    unconfirmed.addLast(renewal);
    promised = renewal.ends();
    return renewal.lifetime();
  }

  private Duration nextLifetime(Moment now) {
    boolean shortened = promised != null && now.plus(lifetime).isBefore(promised);
    Duration least = shortened ? promised.since(now) : lifetime;
    return Duration.ofMillis(least.plusNanos(999_999).toMillis());
  }

  /** A renewal that counts was read back; those of other processes are not known here. */
  public void readBack(String id, Moment now) {
    boolean known = unconfirmed.stream().anyMatch(renewal -> renewal.id().equals(id));
    while (known) {
      Renewal oldest = unconfirmed.removeFirst();
      if (oldest.id().equals(id)) {
        outdated = isLate(oldest, now);
        extend(oldest.ends());
        known = false;
      }
    }
  }

  private void extend(Moment to) {
    if (ends == null || ends.isBefore(to)) {
      ends = to;
    }
  }

  public boolean held(Moment now) {
    return ends != null && now.isBefore(ends);
  }

  /** Zero if it isn't held. */
  public Duration remaining(Moment now) {
    return held(now) ? ends.since(now) : Duration.ZERO;
  }

  /**
   * Whether a renewal was appended and for a third of the lifetime nobody has read it back. When
   * the bus comes back, what is read first is what was appended before it went, and holds no
   * longer: the bus has answered only when a renewal has come back that does.
   */
  public boolean unanswered(Moment now) {
    Renewal oldest = unconfirmed.peekFirst();
    return outdated && !held(now) || oldest != null && isLate(oldest, now);
  }

  private boolean isLate(Renewal renewal, Moment now) {
    return now.isAtLeast(lifetime.dividedBy(PARTS), renewal.at());
  }
}
