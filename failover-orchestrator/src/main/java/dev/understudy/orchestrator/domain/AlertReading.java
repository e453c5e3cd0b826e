package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How one condition that people could be told of is at this moment.
 *
 * @param lasting how long it has to be bad before the alert is raised, and good before it is
 *     resolved
 * @param summary for people, with figures and units; worded only when somebody is told, as there
 *     are many readings and few alerts
 */
record AlertReading(
    Subject subject, Severity severity, Level level, Duration lasting, Supplier<String> summary) {

  /** Between bad and good, or unknown, nothing changes. */
  enum Level {
    GOOD,
    UNSURE,
    BAD;

    /** Bad from one value on, good below another. */
    static Level of(long value, long badFrom, long goodBelow) {
      return value >= badFrom ? BAD : value < goodBelow ? GOOD : UNSURE;
    }
  }

  /**
   * What one alert is about.
   *
   * @param member null: the instance as a whole
   * @param epoch null: no change of primary in particular
   */
  record Subject(AlertKind kind, MemberId member, Epoch epoch) {

    static Subject of(AlertKind kind, MemberId member) {
      return new Subject(kind, member, null);
    }

    static Subject of(AlertEvent event) {
      return new Subject(event.kind(), event.member(), event.epoch());
    }
  }
}
