package dev.understudy.localstack.chaos;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.chaos.client.Clients;
import dev.understudy.localstack.demo.InstanceWatch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.LocalStack;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits until an instance has come back by itself, in the eyes of orchestrator and clients. */
final class Health {

  /** How long it may take once nothing is wrong any more. */
  static final Duration BOUND = Duration.ofSeconds(60);

  /** The orchestrator takes a report for fresh for so long: what it says then is of now. */
  private static final Duration REPORTS_FRESH = Duration.ofSeconds(3);

  private static final int WRITES = 20;
  private static final int MEMBERS = 3;

  private final LocalStack stack;
  private final InstanceId instance;
  private final InstanceWatch watch;
  private final Calm calm;

  Health(LocalStack stack, InstanceId instance, Calm calm) {
    this.stack = stack;
    this.calm = calm;
    this.instance = instance;
    this.watch = new InstanceWatch(stack.events(), instance, MEMBERS);
  }

  /** The instance before anything was done to it. */
  Whole first() throws TimeoutException, InterruptedException {
    return watch.awaitWhole(Epoch.NONE.next(), BOUND);
  }

  /**
   * Waits until applications' writes get through, and the orchestrator says that all is well, and
   * still says so when all that it said it on is fresh.
   *
   * @throws TimeoutException in words what it is instead
   */
  Whole recovered(Clients clients) throws TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + BOUND.toNanos();
    try {
      clients.await(WRITES, left(deadline));
      watch.awaitWhole(Epoch.NONE.next(), left(deadline));
      calm.lasts(REPORTS_FRESH);
      Whole whole = watch.awaitWhole(Epoch.NONE.next(), left(deadline));
      clients.await(WRITES, left(deadline));
      return whole;
    } catch (TimeoutException e) {
      throw new TimeoutException(e.getMessage() + "; it is " + now());
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  private String now() {
    return stack.events().seen(TopologySnapshot.class).stream()
        .map(Seen::event)
        .filter(snapshot -> snapshot.instance().equals(instance))
        .reduce((earlier, later) -> later)
        .map(snapshot -> snapshot.condition() + " (" + snapshot.reason() + ")")
        .orElse("unknown to the orchestrator");
  }
}
