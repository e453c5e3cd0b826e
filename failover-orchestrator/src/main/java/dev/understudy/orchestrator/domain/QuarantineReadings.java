package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.orchestrator.domain.AlertReading.Level;
import dev.understudy.orchestrator.domain.AlertReading.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What former primaries gave up, as an alert for each of them and epoch. It happens once, and
 * nothing can be measured that would make it well again: so the alert stands for a day.
 *
 * <p>What was heard is forgotten as soon as the alert was read back; from then on the alert itself
 * says how long it stands, after a restart, too.
 */
final class QuarantineReadings {

  static final Duration STANDS_FOR = Duration.ofHours(24);

  private final Map<Subject, MemberQuarantined> untold = new LinkedHashMap<>();

  void learn(MemberQuarantined event) {
    if (!isHarmless(event)) {
      untold.put(new Subject(AlertKind.DATA_QUARANTINED, event.member(), event.epoch()), event);
    }
  }

  /** Nothing of the instance is left. */
  void end() {
    untold.clear();
  }

  /**
   * @param standing all alerts that were read back and stand
   */
  List<AlertReading> of(List<AlertRaised> standing, Moment now) {
    List<AlertReading> readings = new ArrayList<>();
    for (AlertRaised alert : standing) {
      if (alert.kind() == AlertKind.DATA_QUARANTINED) {
        Duration age = Duration.between(alert.since(), now.wall());
        Level level = age.compareTo(STANDS_FOR) < 0 ? Level.BAD : Level.GOOD;
        readings.add(reading(Subject.of(alert), level, alert::summary));
        untold.remove(Subject.of(alert));
      }
    }
    untold.forEach(
        (subject, event) -> readings.add(reading(subject, Level.BAD, () -> summary(event))));
    return readings;
  }

  private static AlertReading reading(Subject subject, Level level, Supplier<String> summary) {
    return new AlertReading(subject, Severity.WARNING, level, Duration.ZERO, summary);
  }

  /** A primary's heartbeats are in its stream, too: then no key differs. */
  private static boolean isHarmless(MemberQuarantined event) {
    return event.complete() && event.keysDiffering() != null && event.keysDiffering() == 0;
  }

  private static String summary(MemberQuarantined event) {
    return String.format(
        Locale.ROOT,
        "%s, primary of epoch %s, came back with %,d bytes that its successor lacks; keys that"
            + " differ: %s; %s%s",
        event.member(),
        event.ledEpoch(),
        event.divergingBytes(),
        keys(event),
        event.path() == null
            ? "its dataset could not be saved"
            : "its dataset is saved on node " + event.node() + " as " + event.path(),
        event.problem() == null ? "" : " (" + event.problem() + ")");
  }

  private static String keys(MemberQuarantined event) {
    return event.keysDiffering() == null
        ? "unknown"
        : String.format(
            Locale.ROOT, event.complete() ? "%,d" : "at least %,d", event.keysDiffering());
  }
}
