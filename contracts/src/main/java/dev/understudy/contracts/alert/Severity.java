package dev.understudy.contracts.alert;

/** How soon somebody has to look; in ascending order. */
public enum Severity {
  /** In working hours. */
  WARNING,
  /** Now. */
  CRITICAL
}
