package dev.understudy.localstack.chaos.client;

import dev.understudy.localstack.chaos.history.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** All writes that were acknowledged. Safe for use by several threads. */
final class Acknowledged {

  private final Predicate<Write> counting;
  private final List<Write> writes = new ArrayList<>();
  private int counted;

  /**
   * None yet.
   *
   * @param counting which of them can be awaited
   */
  Acknowledged(Predicate<Write> counting) {
    this.counting = counting;
  }

  synchronized void add(Write write) {
    writes.add(write);
    if (counting.test(write)) {
      counted++;
      notifyAll();
    }
  }

  synchronized List<Write> all() {
    return List.copyOf(writes);
  }

  /**
   * Waits for so many more that count.
   *
   * @throws TimeoutException if they don't come in time
   */
  synchronized void await(int more, Duration timeout)
      throws TimeoutException, InterruptedException {
    int wanted = counted + more;
    long deadline = System.nanoTime() + timeout.toNanos();
    while (counted < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException(
            "applications' writes didn't get through: %d of %d in %d ms"
                .formatted(counted - wanted + more, more, timeout.toMillis()));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
