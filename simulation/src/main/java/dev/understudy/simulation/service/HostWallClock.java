package dev.understudy.simulation.service;

import dev.understudy.simulation.core.HostClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A host's wall clock. */
final class HostWallClock extends Clock {

  private final HostClock clock;

  HostWallClock(HostClock clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.wall();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
