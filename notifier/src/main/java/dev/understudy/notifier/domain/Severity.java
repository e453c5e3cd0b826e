package dev.understudy.notifier.domain;

/** How soon somebody has to look; in rising order. The words are Prometheus' and PagerDuty's. */
public enum Severity {
  /** For the record. */
  INFO,

  /** Something is going on. */
  WARNING,

  /** A human has to act. */
  CRITICAL
}
