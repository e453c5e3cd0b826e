package dev.understudy.node.application;

import java.time.Duration;

/** What permits a member to take writes. Whoever shows it may ask at any time, in any thread. */
public interface WritePermit {

  /** Zero without a lease. */
  Duration leaseRemaining();

  /** What each renewal makes it anew: the failover timeout. */
  Duration leaseLifetime();

  /** Whether it takes writes without a lease. */
  boolean failsafe();
}
