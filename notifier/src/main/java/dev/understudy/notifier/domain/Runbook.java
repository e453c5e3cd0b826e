package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertKind;

/** Where it says what to do. One subject has one page, whoever tells it: Prometheus or we. */
final class Runbook {

  private static final String FOLDER = "docs/runbooks/";
  private static final String PAGE = ".md";

  private Runbook() {}

  /**
   * @param severity null: not known
   */
  static String of(AlertKind alert, Severity severity) {
    return FOLDER + name(alert, severity) + PAGE;
  }

  private static String name(AlertKind alert, Severity severity) {
    return switch (alert) {
      case REPLICATION_LAG ->
          severity == Severity.CRITICAL
              ? "UnderstudyReplicationLagCritical"
              : "UnderstudyReplicationLagHigh";
      case REPLICA_LOST -> "UnderstudyReplicationBroken";
      case NO_PROMOTABLE_REPLICA -> "UnderstudyNoPromotableReplica";
      case LOW_MEMORY_HEADROOM -> "UnderstudyLowMemoryHeadroom";
      case DATA_QUARANTINED -> "UnderstudyDataQuarantined";
    };
  }
}
