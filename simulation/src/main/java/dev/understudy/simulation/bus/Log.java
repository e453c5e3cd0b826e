package dev.understudy.simulation.bus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One partition of one topic. */
final class Log {

  final String topic;
  final int partition;
  private final List<BusRecord> records = new ArrayList<>();

  Log(String topic, int partition) {
    this.topic = topic;
    this.partition = partition;
  }

  long end() {
    return records.size();
  }

  /** Null if compaction took it. */
  BusRecord at(long offset) {
    return records.get((int) offset);
  }

  void append(BusRecord record) {
    records.add(record);
  }

  /** Keeps the newest record of every key, and everything that has none. */
  void compact() {
    Set<String> newer = new HashSet<>();
    for (int i = records.size() - 1; i >= 0; i--) {
      BusRecord record = records.get(i);
      if (record != null && record.compactionKey() != null && !newer.add(record.compactionKey())) {
        records.set(i, null);
      }
    }
  }
}
