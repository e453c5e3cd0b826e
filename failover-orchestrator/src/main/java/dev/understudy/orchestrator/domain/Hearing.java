package dev.understudy.orchestrator.domain;

import java.time.Duration;

/**
 * How far it was read what the nodes say of one instance.
 *
 * @param newestSentAt when the newest word was sent; null: there was none
 * @param arrivedAt when the last word was read, perhaps an older one
 */
record Hearing(Moment newestSentAt, Moment arrivedAt) {

  static final Hearing NOTHING = new Hearing(null, null);

  Hearing then(Moment sentAt, Moment now) {
    boolean newer = newestSentAt == null || newestSentAt.isBefore(sentAt);
    return new Hearing(newer ? sentAt : newestSentAt, now);
  }

  /** How late it is read. */
  Duration lateness() {
    return arrivedAt == null ? Duration.ZERO : arrivedAt.since(newestSentAt);
  }

  /**
   * Whether what is known of the members is old because it is read late, or isn't read at all: then
   * that somebody isn't heard says nothing of him. Nodes and probers say something every second,
   * and are read together.
   */
  boolean isBehind(Situation situation) {
    Duration freshness = situation.timing().freshness();
    boolean silence = arrivedAt == null || !situation.isFresh(arrivedAt);
    return silence
        ? situation.facts().vantages().heard(situation.now(), freshness).isEmpty()
        : lateness().compareTo(freshness) >= 0;
  }
}
