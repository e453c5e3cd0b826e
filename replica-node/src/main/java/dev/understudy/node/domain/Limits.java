package dev.understudy.node.domain;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Settings of an engine that change while it runs. */
final class Limits {

  /** {@code lua-time-limit} of an engine that isn't told otherwise. */
  private static final Duration USUAL_BUSY_AFTER = Duration.ofSeconds(5);

  private static final Duration SOONEST_BUSY_AFTER = Duration.ofMillis(100);

  /** Later renewals of the lease still come in time, and probers hear it before they despair. */
  private static final int PARTS_OF_LIFETIME = 3;

  private Tuning tuning;
  private Tuning wantedTuning;
  private Duration busyAfter;
  private Duration wantedBusyAfter;

  void want(Duration leaseLifetime, Tuning wanted) {
    wantedTuning = wanted;
    wantedBusyAfter = busyAfter(leaseLifetime);
  }

  /**
   * When an engine that a script blocks has to say so: well before its silence would be taken for
   * death, and not later than engines usually do.
   */
  private static Duration busyAfter(Duration leaseLifetime) {
    Duration part = leaseLifetime.dividedBy(PARTS_OF_LIFETIME);
    if (part.compareTo(SOONEST_BUSY_AFTER) < 0) {
      return SOONEST_BUSY_AFTER;
    }
    return part.compareTo(USUAL_BUSY_AFTER) > 0 ? USUAL_BUSY_AFTER : part;
  }

  /** Its configuration has what is tuned. */
  void started() {
    tuning = wantedTuning;
    busyAfter = USUAL_BUSY_AFTER;
  }

  void answered(Act act) {
    if (act instanceof Act.Tune tune) {
      tuning = tune.tuning();
    } else if (act instanceof Act.AnswerBusy answer) {
      busyAfter = answer.after();
    }
  }

  /** What it has to be told; empty if nothing. */
  Optional<Act> due() {
    if (!Objects.equals(tuning, wantedTuning)) {
      return Optional.of(new Act.Tune(wantedTuning));
    }
    return wantedBusyAfter == null || wantedBusyAfter.equals(busyAfter)
        ? Optional.empty()
        : Optional.of(new Act.AnswerBusy(wantedBusyAfter));
  }
}
