package dev.understudy.node.application;

import dev.understudy.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far topics were read, and whether that is as far as they went when this process began.
 * Confined to the core's thread.
 */
public class ReadProgress {

  private record Place(String topic, int partition) {}

  private final List<String> topics;
  private final Runnable whenRead;
  private final Map<Place, Long> next = new HashMap<>();
  private final Map<Place, Long> missing = new HashMap<>();
  private final Map<String, Boolean> assigned = new HashMap<>();
  private boolean complete;

  /** Of the topics that a node acts on. */
  public ReadProgress(Node node) {
    this(List.of(Topics.INSTANCES, Topics.DECISIONS), node::logRead);
  }

  /**
   * Of other topics.
   *
   * @param whenRead runs once, when all of them were read so far
   */
  public ReadProgress(List<String> topics, Runnable whenRead) {
    this.topics = topics;
    this.whenRead = whenRead;
  }

  /**
   * A topic's partitions were assigned.
   *
   * @param ends by partition, the offset behind its last record
   */
  public void assigned(String topic, Map<Integer, Long> ends) {
    if (complete || ends.isEmpty() || assigned.putIfAbsent(topic, true) != null) {
      return;
    }
    ends.forEach(
        (partition, end) -> {
          Place place = new Place(topic, partition);
          if (next.getOrDefault(place, 0L) < end) {
            missing.put(place, end);
          }
        });
    check();
  }

  /** Whether a record wasn't handled yet. */
  public boolean isNew(String topic, int partition, long offset) {
    return offset >= next.getOrDefault(new Place(topic, partition), 0L);
  }

  /** A record was handled. */
  public void handled(String topic, int partition, long offset) {
    Place place = new Place(topic, partition);
    next.put(place, offset + 1);
    if (!complete && missing.getOrDefault(place, Long.MAX_VALUE) <= offset + 1) {
      missing.remove(place);
      check();
    }
  }

  private void check() {
    if (!complete && missing.isEmpty() && assigned.keySet().containsAll(topics)) {
      complete = true;
      whenRead.run();
    }
  }
}
