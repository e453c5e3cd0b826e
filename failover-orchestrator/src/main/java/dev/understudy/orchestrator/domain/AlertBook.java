package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.domain.AlertReading.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The alerts of one instance. What stands is what was read back from the topic, so that a restart
 * forgets none and a second orchestrator repeats none.
 */
final class AlertBook {

  private final Map<Subject, Map<Severity, AlertTracker>> trackers = new HashMap<>();
  private final Map<Subject, AlertRaised> standing = new HashMap<>();
  private final Map<Subject, Moment> pending = new HashMap<>();

  /** What the topic says. */
  void learn(AlertEvent event) {
    Subject subject = Subject.of(event);
    pending.remove(subject);
    if (event instanceof AlertRaised raised) {
      standing.put(subject, raised);
      for (Severity each : Severity.values()) {
        tracker(subject, each).restore(each.compareTo(raised.severity()) <= 0);
      }
    } else {
      standing.remove(subject);
      trackers.remove(subject);
    }
  }

  /** The alerts that stand, the most urgent first. */
  List<AlertRaised> standing() {
    return standing.values().stream()
        .sorted(
            Comparator.comparing(AlertRaised::severity)
                .reversed()
                .thenComparing(AlertRaised::since)
                .thenComparing(AlertRaised::key))
        .toList();
  }

  /** Nothing of the instance is left. */
  List<AlertEvent> end() {
    trackers.clear();
    pending.clear();
    return standing().stream().map(AlertBook::resolved).map(AlertEvent.class::cast).toList();
  }

  /**
   * What is to be told now.
   *
   * @param readings all there are: an alert that none is about any more is resolved
   * @param patience how long something told may take to be read back before it is told again
   */
  List<AlertEvent> read(
      InstanceId instance, List<AlertReading> readings, Duration patience, Moment now) {
    Map<Subject, Supplier<String>> summaries = new HashMap<>();
    for (AlertReading reading : readings) {
      AlertTracker tracker = tracker(reading.subject(), reading.severity());
      tracker.read(reading.level(), reading.lasting(), now);
      if (tracker.raised()) {
        summaries.put(reading.subject(), reading.summary());
      }
    }
    Set<Subject> subjects = new HashSet<>(standing.keySet());
    subjects.addAll(summaries.keySet());
    List<AlertEvent> news = new ArrayList<>();
    for (Subject subject : subjects) {
      news(instance, subject, Optional.ofNullable(summaries.get(subject)), now)
          .filter(event -> isDue(subject, patience, now))
          .ifPresent(
              event -> {
                pending.put(subject, now);
                news.add(event);
              });
    }
    return news;
  }

  private Optional<AlertEvent> news(
      InstanceId instance, Subject subject, Optional<Supplier<String>> summary, Moment now) {
    AlertRaised stands = standing.get(subject);
    if (summary.isEmpty()) {
      return Optional.ofNullable(stands).map(AlertBook::resolved);
    }
    Severity severity = worst(subject);
    if (stands != null && stands.severity() == severity) {
      return Optional.empty();
    }
    return Optional.of(
        new AlertRaised(
            instance,
            subject.kind(),
            subject.member(),
            subject.epoch(),
            severity,
            summary.get().get(),
            stands == null ? now.wall() : stands.since()));
  }

  private Severity worst(Subject subject) {
    return trackers.get(subject).entrySet().stream()
        .filter(each -> each.getValue().raised())
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private boolean isDue(Subject subject, Duration patience, Moment now) {
    Moment told = pending.get(subject);
    return told == null || now.isAtLeast(patience, told);
  }

  private AlertTracker tracker(Subject subject, Severity severity) {
    return trackers
        .computeIfAbsent(subject, s -> new EnumMap<>(Severity.class))
        .computeIfAbsent(severity, s -> new AlertTracker());
  }

  private static AlertResolved resolved(AlertRaised raised) {
    return new AlertResolved(
        raised.instance(), raised.kind(), raised.member(), raised.epoch(), raised.since());
  }
}
