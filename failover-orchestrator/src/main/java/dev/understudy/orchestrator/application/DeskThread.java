package dev.understudy.orchestrator.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one thread that works at the {@link Desk}, and the pulse that tells it that time passes. */
public final class DeskThread implements Diagnoses, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DeskThread.class);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Desk desk;
  private final Supplier<Moment> clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "desk"));

  public DeskThread(Desk desk, Supplier<Moment> clock) {
    this.desk = desk;
    this.clock = clock;
  }

  public void start() {
    thread.scheduleWithFixedDelay(
        () -> guarded(desk::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Handles a record; completes when that is done, exceptionally if it can't be handled. */
  public CompletionStage<Void> handle(Received received) {
    Moment arrivedAt = clock.get();
    return CompletableFuture.runAsync(() -> desk.handle(received, arrivedAt), thread);
  }

  @Override
  public CompletionStage<Optional<InstanceDiagnosis>> diagnose(InstanceId instance) {
    return CompletableFuture.supplyAsync(() -> desk.diagnosis(instance), thread);
  }

  /** See {@link Desk#activate}. */
  public CompletionStage<Void> activate() {
    return CompletableFuture.runAsync(desk::activate, thread);
  }

  /** A tick that fails must not end the pulse. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a tick failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
