package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How long each step of a change of primary took. Steps that weren't seen are left out. */
public final class Phases {

  static final Phases UNKNOWN = new Phases(null);

  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final Duration total;

  private Phases(Duration total) {
    this.total = total;
  }

  public static Phases of(Timeline timeline) {
    Instant start = first(timeline.suspectedAt(), timeline.openedAt());
    Phases phases = new Phases(between(start, available(timeline)));
    phases.add("detect", timeline.suspectedAt(), timeline.openedAt());
    phases.add("elect", timeline.openedAt(), timeline.electedAt());
    phases.add("promote", timeline.electedAt(), timeline.promotedAt());
    phases.add("follow", timeline.promotedAt(), timeline.followedAt());
    phases.add("dns", timeline.promotedAt(), timeline.publishedAt());
    return phases;
  }

  /** When clients could write again: promoted, and its name published if that is known. */
  private static Instant available(Timeline timeline) {
    Instant promoted = timeline.promotedAt();
    Instant published = timeline.publishedAt();
    if (promoted == null || published == null) {
      return first(published, first(promoted, timeline.closedAt()));
    }
    return promoted.isAfter(published) ? promoted : published;
  }

  private static Instant first(Instant preferred, Instant otherwise) {
    return preferred == null ? otherwise : preferred;
  }

  private static Duration between(Instant from, Instant to) {
    if (from == null || to == null) {
      return null;
    }
    return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
  }

  private void add(String name, Instant from, Instant to) {
    Duration took = between(from, to);
    if (took != null) {
      millis.put(name, took.toMillis());
    }
  }

  /** Milliseconds by step, in order. */
  public Map<String, Long> millis() {
    return Collections.unmodifiableMap(millis);
  }

  /** From the first sign of trouble until clients could write again. */
  public Optional<Duration> total() {
    return Optional.ofNullable(total);
  }
}
