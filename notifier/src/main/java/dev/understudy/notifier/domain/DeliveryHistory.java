package dev.understudy.notifier.domain;

import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the receipts say about deliveries before this process started. Remembers a bounded number,
 * the newest. Not safe for use by several threads.
 */
public final class DeliveryHistory {

  /**
   * How far a delivery got.
   *
   * @param attempts made so far
   * @param finished delivered, or given up
   */
  public record Progress(int attempts, boolean finished) {
    static final Progress NONE = new Progress(0, false);
  }

  private record Key(String notification, String channel) {}

  private final Map<Key, Progress> progress;

  /**
   * @param capacity how many deliveries to remember
   */
  public DeliveryHistory(int capacity) {
    progress =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Progress> eldest) {
            return size() > capacity;
          }
        };
  }

  public void note(NotificationAttempted receipt) {
    boolean finished = receipt.outcome() != DeliveryOutcome.WILL_RETRY;
    Key key = new Key(receipt.notification(), receipt.channel());
    progress.merge(key, new Progress(receipt.attempt(), finished), DeliveryHistory::further);
  }

  private static Progress further(Progress before, Progress now) {
    return new Progress(
        Math.max(before.attempts(), now.attempts()), before.finished() || now.finished());
  }

  /** How far the delivery of a notification over a channel got. */
  public Progress of(NotificationId notification, String channel) {
    return progress.getOrDefault(new Key(notification.value(), channel), Progress.NONE);
  }
}
