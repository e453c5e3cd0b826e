package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertKind;

/** What an alert means for those who use the instance, and what an operator should do next. */
final class AlertAdvice {

  private AlertAdvice() {}

  static String meaning(AlertKind alert) {
    return switch (alert) {
      case REPLICATION_LAG ->
          "Reads from this replica are that old, and a failover to it would lose what it lacks.";
      case REPLICA_LOST -> "There is one replica less to read from and to fail over to.";
      case NO_PROMOTABLE_REPLICA ->
          "Nothing is broken for applications yet; the next crash of the primary would be an"
              + " outage.";
      case LOW_MEMORY_HEADROOM -> "Once its memory is full, writes are refused with OOM errors.";
      case DATA_QUARANTINED ->
          "The instance goes on without these writes, though applications may have had them"
              + " confirmed. A dataset that was saved has them still.";
    };
  }

  static String next(AlertKind alert) {
    return switch (alert) {
      case REPLICATION_LAG ->
          "Find out whether every replica lags (the primary takes more writes than usual) or this"
              + " one alone (its load, its network).";
      case REPLICA_LOST ->
          "Look at its process, its node and its link. After a short absence it comes back by"
              + " itself.";
      case NO_PROMOTABLE_REPLICA -> "Bring a replica back, or add one on another node.";
      case LOW_MEMORY_HEADROOM ->
          "Delete or expire what is not needed. What remains needs an instance of a larger"
              + " profile.";
      case DATA_QUARANTINED ->
          "If the dataset is saved, look into it, and write back what is missing, key by key. The"
              + " file stays until newer ones of that member take its place.";
    };
  }

  static String afterResolved(AlertKind alert) {
    return switch (alert) {
      case REPLICATION_LAG, REPLICA_LOST, NO_PROMOTABLE_REPLICA, LOW_MEMORY_HEADROOM ->
          "Nothing to do.";
      case DATA_QUARANTINED ->
          "It is told no longer, which says nothing of whether somebody has looked. The file stays"
              + " until newer ones of that member take its place.";
    };
  }
}
