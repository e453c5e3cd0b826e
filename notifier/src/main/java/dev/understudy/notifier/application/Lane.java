package dev.understudy.notifier.application;

import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Pace;
import dev.understudy.notifier.domain.TokenBucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The way from one route to one channel, at the route's pace: it collects for the group wait, keeps
 * to the rate limit, and hands on what has gathered as one message if the channel can tell several
 * notifications in one. Nothing is dropped; what waits here at a stop has no receipt, so the next
 * process tells it. Channels that keep incidents are never slowed down.
 *
 * <p>Safe for use by several threads.
 */
public final class Lane {

  private record Waiting(Notification notification, int attemptsBefore) {}

  private final Outbox outbox;
  private final Pace pace;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTicker;

  private final TokenBucket bucket;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private Future<?> due;
  private boolean closed;

  /**
   * @param nanoTicker monotonic nanoseconds
   */
  public Lane(Outbox outbox, Pace pace, ScheduledExecutorService timer, LongSupplier nanoTicker) {
    this.outbox = outbox;
    this.pace = outbox.channel().keepsIncidents() ? Pace.AT_ONCE : pace;
    this.timer = timer;
    this.nanoTicker = nanoTicker;
    this.bucket = new TokenBucket(this.pace, nanoTicker.getAsLong());
  }

  String channel() {
    return outbox.channel().name();
  }

  /**
   * Takes a notification.
   *
   * @param attemptsBefore made by an earlier process
   */
  synchronized void offer(Notification notification, int attemptsBefore) {
    if (closed || !outbox.admit(notification, attemptsBefore)) {
      return;
    }
    waiting.add(new Waiting(notification, attemptsBefore));
    if (due == null) {
      if (pace.groupWait().isZero()) {
        release();
      } else {
        releaseIn(pace.groupWait());
      }
    }
  }

  private void releaseIn(Duration time) {
    due = timer.schedule(this::release, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void release() {
    due = null;
    while (!closed && !waiting.isEmpty()) {
      long nanos = bucket.take(nanoTicker.getAsLong());
      if (nanos > 0) {
        releaseIn(Duration.ofNanos(nanos));
        return;
      }
      int attemptsBefore = waiting.element().attemptsBefore();
      outbox.post(next(attemptsBefore), attemptsBefore);
    }
  }

  /** Only what was tried equally often goes together: attempts before a restart count. */
  private Batch next(int attemptsBefore) {
    int most = outbox.channel().groups() ? Batch.MAX_NOTIFICATIONS : 1;
    List<Notification> together = new ArrayList<>();
    while (together.size() < most
        && !waiting.isEmpty()
        && waiting.element().attemptsBefore() == attemptsBefore) {
      together.add(waiting.remove().notification());
    }
    return new Batch(together);
  }

  /** Hands on nothing any more. */
  synchronized void close() {
    closed = true;
    if (due != null) {
      due.cancel(false);
    }
  }
}
