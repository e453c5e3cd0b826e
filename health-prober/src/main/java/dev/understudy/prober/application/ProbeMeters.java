package dev.understudy.prober.application;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.prober.domain.Target;

/** Counts what the prober does. */
public interface ProbeMeters {

  void probed(Outcome outcome, long nanos);

  /** Rounds that were due, but not run, because the one before took too long. */
  void skipped(long rounds);

  /** An observation that the bus didn't get. */
  void dropped();

  /** How much is being probed now. */
  void watching(int instances, int members);

  /** Begins to show a member. */
  MemberMeters member(Target target);
}
