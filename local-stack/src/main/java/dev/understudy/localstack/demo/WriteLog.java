package dev.understudy.localstack.demo;

import java.util.List;
import java.util.Optional;

/**
 * The writes that were acknowledged, in their order.
 *
 * @param acknowledged each with the time of the acknowledgement
 */
public record WriteLog(List<Ack> acknowledged) {

  public WriteLog {
    acknowledged = List.copyOf(acknowledged);
  }

  /**
   * One acknowledged write.
   *
   * @param number of the write
   * @param nanos on the writer's monotonic clock
   * @param host the address that DNS had given for it
   */
  public record Ack(long number, long nanos, String host) {}

  /** A time without an acknowledged write, from one to the next. */
  public record Gap(Ack before, Ack after) {
    public long nanos() {
      return after.nanos() - before.nanos();
    }
  }

  /** From the last write at the old primary to the first one at the new primary. */
  public Optional<Gap> move(String oldHost, String newHost) {
    Ack lastOld = null;
    for (Ack ack : acknowledged) {
      if (ack.host().equals(oldHost)) {
        lastOld = ack;
      } else if (lastOld != null && ack.host().equals(newHost)) {
        return Optional.of(new Gap(lastOld, ack));
      }
    }
    return Optional.empty();
  }

  /** The longest time without an acknowledged write of those that end after {@code fromNanos}. */
  public Optional<Gap> longestGap(long fromNanos) {
    Gap longest = null;
    for (int i = 1; i < acknowledged.size(); i++) {
      Gap gap = new Gap(acknowledged.get(i - 1), acknowledged.get(i));
      boolean counts = gap.after().nanos() - fromNanos > 0;
      if (counts && (longest == null || gap.nanos() > longest.nanos())) {
        longest = gap;
      }
    }
    return Optional.ofNullable(longest);
  }
}
