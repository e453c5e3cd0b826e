package dev.understudy.dns.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows when the past of some topics has been read to its end, and which records are read for the
 * second time: after a rebalance the topics are read from their beginning again.
 */
public final class CatchUp {

  /** One partition of a topic. */
  public record Partition(String topic, int number) {}

  /**
   * What a partition held when it was assigned.
   *
   * @param beginning the first offset
   * @param end the offset after the last
   */
  public record Extent(long beginning, long end) {}

  private final Set<String> topics;
  private final Map<Partition, Extent> extents = new HashMap<>();
  private final Map<Partition, Long> nextOffsets = new HashMap<>();

  public CatchUp(Set<String> topics) {
    this.topics = Set.copyOf(topics);
  }

  /** Partitions were assigned and will be read from their beginning. */
  public void assigned(Map<Partition, Extent> assigned) {
    assigned.forEach(
        (partition, extent) -> {
          extents.put(partition, extent);
          if (nextOffset(partition) > extent.end()) {
            // The log is shorter than what was read of it: it is another log.
            nextOffsets.remove(partition);
          }
        });
  }

  /**
   * A record was read.
   *
   * @return false if it had been read before
   */
  public boolean isNew(Partition partition, long offset) {
    if (offset < nextOffset(partition)) {
      return false;
    }
    nextOffsets.put(partition, offset + 1);
    return true;
  }

  /** Whether all there was when partitions were assigned has been read, for every topic. */
  public boolean isDone() {
    Set<String> assigned =
        extents.keySet().stream().map(Partition::topic).collect(Collectors.toSet());
    return assigned.containsAll(topics)
        && extents.entrySet().stream().allMatch(e -> isRead(e.getKey(), e.getValue()));
  }

  private boolean isRead(Partition partition, Extent extent) {
    return extent.beginning() >= extent.end() || nextOffset(partition) >= extent.end();
  }

  private long nextOffset(Partition partition) {
    return nextOffsets.getOrDefault(partition, 0L);
  }
}
