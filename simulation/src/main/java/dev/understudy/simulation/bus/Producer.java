package dev.understudy.simulation.bus;

import dev.understudy.contracts.Event;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Wire;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One process's way to the bus. Records arrive in their order. What isn't acknowledged in {@link
 * #DELIVERY_NANOS} fails: it may have been stored, or may never be.
 */
public final class Producer {

  private static final long DELIVERY_NANOS = 10_000_000_000L;

  private final Broker broker;
  private final Actor owner;
  private final Wire there;
  private final Wire back;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private boolean sweeping;

  /** Not acknowledged yet. */
  private static final class Pending {
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private final long deadlineNanos;

    Pending(long deadlineNanos) {
      this.deadlineNanos = deadlineNanos;
    }
  }

  Producer(Broker broker, Actor owner) {
    this.broker = broker;
    this.owner = owner;
    this.there = broker.network().wire(owner, broker.actor());
    this.back = broker.network().wire(broker.actor(), owner);
  }

  /** Publishes; completes in the owner. */
  public CompletionStage<Void> publish(Event event) {
    return send(sentAt -> broker.append(event, sentAt, owner.name()));
  }

  public CompletionStage<Void> publishTombstone(String topic, String key) {
    return send(sentAt -> broker.appendTombstone(topic, key, sentAt, owner.name()));
  }

  private CompletionStage<Void> send(Consumer<Instant> append) {
    Pending one = new Pending(owner.host().clock().monotonicNanos() + DELIVERY_NANOS);
    Instant sentAt = owner.host().clock().wall();
    pending.add(one);
    there.send(
        () -> {
          if (!one.outcome.isDone()) {
            append.accept(sentAt);
            back.send(() -> acknowledged(one));
          }
        });
    sweepLater();
    return one.outcome;
  }

  private void acknowledged(Pending one) {
    if (pending.peek() == one) {
      pending.poll();
    } else {
      pending.remove(one);
    }
    one.outcome.complete(null);
  }

  private void sweepLater() {
    if (!sweeping && !pending.isEmpty()) {
      sweeping = true;
      long wait = pending.peek().deadlineNanos - owner.host().clock().monotonicNanos();
      owner.in(Math.max(1_000_000, wait), this::sweep);
    }
  }

  private void sweep() {
    sweeping = false;
    long now = owner.host().clock().monotonicNanos();
    while (!pending.isEmpty() && pending.peek().deadlineNanos <= now) {
      pending.poll().outcome.completeExceptionally(new TimeoutException("the bus is out of reach"));
    }
    sweepLater();
  }
}
