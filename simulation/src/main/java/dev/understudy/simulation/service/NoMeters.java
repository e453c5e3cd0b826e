package dev.understudy.simulation.service;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.prober.application.MemberMeters;
import dev.understudy.prober.application.ProbeMeters;
import dev.understudy.prober.domain.MemberReading;
import dev.understudy.prober.domain.Target;

/** Nobody scrapes here. */
final class NoMeters implements ProbeMeters, MemberMeters {

  @Override
  public void probed(Outcome outcome, long nanos) {}

  @Override
  public void skipped(long rounds) {}

  @Override
  public void dropped() {}

  @Override
  public void watching(int instances, int members) {}

  @Override
  public MemberMeters member(Target target) {
    return this;
  }

  @Override
  public void show(MemberReading reading) {}

  @Override
  public void close() {}
}
