package dev.understudy.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this process has buried lately: a topic is read twice where it is replayed before it is
 * followed, and again after its consumer lost its group. Safe for use by several threads.
 */
final class Graveyard {

  private static final int MOST_REMEMBERED = 10_000;

  private record Place(String topic, int partition, long offset) {}

  private final Map<Place, Boolean> buried =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Whether it was not asked for this place before. */
  synchronized boolean isFirst(String topic, int partition, long offset) {
    return buried.putIfAbsent(new Place(topic, partition, offset), true) == null;
  }
}
