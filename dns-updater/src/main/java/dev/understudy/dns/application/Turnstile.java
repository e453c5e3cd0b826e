package dev.understudy.dns.application;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Lets so many through at a time, the urgent first: a start with many names must not open a socket
 * for each at once, and a failover must not wait behind them. To be used by one thread.
 */
final class Turnstile {

  private final int most;
  private final Deque<Runnable> urgent = new ArrayDeque<>();
  private final Deque<Runnable> ordinary = new ArrayDeque<>();
  private int inside;

  Turnstile(int most) {
    this.most = most;
  }

  /** Does the work when there is room; makes room when it ends or is cancelled. */
  <T> Uni<T> pass(boolean first, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .<Boolean>emitter(
            waiting -> {
              Deque<Runnable> queue = first ? urgent : ordinary;
              Runnable enter =
                  () -> {
                    inside++;
                    waiting.complete(true);
                  };
              waiting.onTermination(() -> queue.remove(enter));
              queue.add(enter);
              admit();
            })
        .flatMap(entered -> work.get().onTermination().invoke(this::leave));
  }

  private void leave() {
    inside--;
    admit();
  }

  private void admit() {
    while (inside < most && !(urgent.isEmpty() && ordinary.isEmpty())) {
      (urgent.isEmpty() ? ordinary : urgent).poll().run();
    }
  }
}
