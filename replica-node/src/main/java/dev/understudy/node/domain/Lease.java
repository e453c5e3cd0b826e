package dev.understudy.node.domain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The permission of one epoch's primary to take writes. Its node appends a renewal to the decision
 * log every third of the lifetime; a renewal that is read back extends the lease to its lifetime
 * after the moment <em>before</em> it was appended. No clock is compared between machines.
 */
public final class Lease {

  private static final int PARTS = 3;
  private static final int MOST_UNCONFIRMED = 64;

  private record Renewal(String id, Moment at) {}

  private final Deque<Renewal> unconfirmed = new ArrayDeque<>();
  private Duration lifetime;
  private Moment confirmed;
  private Moment lastRenewal;

  /** Whether the last renewal that was read back had been on its way for too long. */
  private boolean outdated;

  public Lease(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** The instance's settings changed; counts for the present lease too. */
  public void lifetime(Duration changed) {
    lifetime = changed;
  }

  public Duration lifetime() {
    return lifetime;
  }

  /** Another epoch, another lease. */
  public void drop() {
    unconfirmed.clear();
    outdated = false;
    confirmed = null;
    lastRenewal = null;
  }

  /**
   * The election was read.
   *
   * @param joined when this process sent its MemberJoined; null if an earlier process did
   */
  public void elected(Moment joined) {
    drop();
    confirmed = joined;
    lastRenewal = joined;
  }

  /** Whether it is time to append a renewal. */
  public boolean due(Moment now) {
    return lastRenewal == null || now.isAtLeast(lifetime.dividedBy(PARTS), lastRenewal);
  }

  /** A renewal is about to be appended. */
  public void renewing(String id, Moment now) {
    lastRenewal = now;
    if (unconfirmed.size() == MOST_UNCONFIRMED) {
      unconfirmed.removeFirst();
    }
    unconfirmed.addLast(new Renewal(id, now));
  }

  /** A renewal that counts was read back; those of other processes are not known here. */
  public void readBack(String id, Moment now) {
    boolean known = unconfirmed.stream().anyMatch(renewal -> renewal.id().equals(id));
    while (known) {
      Renewal oldest = unconfirmed.removeFirst();
      if (oldest.id().equals(id)) {
        outdated = isLate(oldest, now);
        extend(oldest.at());
        known = false;
      }
    }
  }

  private void extend(Moment at) {
    if (confirmed == null || confirmed.isBefore(at)) {
      confirmed = at;
    }
  }

  public boolean held(Moment now) {
    return confirmed != null && now.isBefore(confirmed.plus(lifetime));
  }

  /** Zero if it isn't held. */
  public Duration remaining(Moment now) {
    return held(now) ? confirmed.plus(lifetime).since(now) : Duration.ZERO;
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
