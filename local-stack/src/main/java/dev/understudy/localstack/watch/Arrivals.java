package dev.understudy.localstack.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Things in the order in which they arrived; the oldest are forgotten above a bound. Safe for use
 * by several threads.
 */
public final class Arrivals<T> {

  private final int bound;
  private final Deque<T> kept = new ArrayDeque<>();
  private final List<Wait<T>> waits = new ArrayList<>();
  private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

  private record Wait<T>(Predicate<? super T> wanted, CompletableFuture<T> found) {}

  /**
   * @param bound how many are kept
   */
  public Arrivals(int bound) {
    this.bound = bound;
  }

  /** Takes one in, and tells everyone who listens or waits for it, on this thread. */
  public void add(T arrival) {
    List<CompletableFuture<T>> done = new ArrayList<>();
    synchronized (this) {
      if (kept.size() == bound) {
        kept.removeFirst();
      }
      kept.addLast(arrival);
      for (Iterator<Wait<T>> each = waits.iterator(); each.hasNext(); ) {
        Wait<T> wait = each.next();
        if (wait.found().isDone()) {
          each.remove();
        } else if (wait.wanted().test(arrival)) {
          each.remove();
          done.add(wait.found());
        }
      }
    }
    done.forEach(found -> found.complete(arrival));
    listeners.forEach(listener -> listener.accept(arrival));
  }

  /** All that are kept, the oldest first. */
  public synchronized List<T> all() {
    return List.copyOf(kept);
  }

  /** The first that is wanted, of those kept or of those to come. */
  public synchronized CompletableFuture<T> first(Predicate<? super T> wanted) {
    for (T arrival : kept) {
      if (wanted.test(arrival)) {
        return CompletableFuture.completedFuture(arrival);
      }
    }
    CompletableFuture<T> found = new CompletableFuture<>();
    waits.add(new Wait<>(wanted, found));
    return found;
  }

  /**
   * Waits for the first that is wanted, of those kept or of those to come.
   *
   * @throws TimeoutException if it doesn't come in time
   */
  public T await(Predicate<? super T> wanted, Duration timeout)
      throws TimeoutException, InterruptedException {
    CompletableFuture<T> found = first(wanted);
    try {
      return found.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes an arrival with an error", e);
    } finally {
      found.cancel(false);
    }
  }

  /**
   * Hears of every one to come, on the thread that adds it.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<? super T> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
