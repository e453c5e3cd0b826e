package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.MemberId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How one condition that people could be told of is at this moment.
 *
 * @param member null: it is about the instance as a whole
 * @param lasting how long it has to be bad before the alert is raised, and good before it is
 *     resolved
 * @param summary for people, with figures and units; worded only when somebody is told, as there
 *     are many readings and few alerts
 */
record AlertReading(
    AlertKind kind,
    MemberId member,
    Severity severity,
    Level level,
    Duration lasting,
    Supplier<String> summary) {

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

  /** What one alert is about. */
  record Subject(AlertKind kind, MemberId member) {}

  Subject subject() {
    return new Subject(kind, member);
  }
}
