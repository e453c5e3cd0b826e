package dev.understudy.localstack.chaos;

import dev.understudy.localstack.api.ApiFailure;
import dev.understudy.localstack.chaos.fault.Fault;
import dev.understudy.localstack.chaos.fault.FaultFactory;
import dev.understudy.localstack.chaos.fault.FaultMissed;
import dev.understudy.localstack.chaos.plan.PlannedFault;
import dev.understudy.localstack.chaos.plan.Round;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.terminal.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries out the faults of a round, each at its time, and undoes them. */
final class RoundPlayer implements AutoCloseable {

  private final FaultFactory factory;
  private final ChaosTale tale;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault");
            thread.setDaemon(true);
            return thread;
          });

  private final Tally injected = new Tally();
  private final Tally missed = new Tally();
  private final Tally refused = new Tally();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  RoundPlayer(FaultFactory factory, ChaosTale tale) {
    this.factory = factory;
    this.tale = tale;
  }

  /** Returns when all faults of the round have been undone. */
  void play(Round round) {
    CompletableFuture.allOf(
            round.faults().stream().map(this::play).toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private CompletableFuture<Void> play(PlannedFault planned) {
    return CompletableFuture.supplyAsync(() -> begin(planned), after(planned.after()))
        .thenCompose(
            begun ->
                begun.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> end(begun.get()), after(planned.lasts())));
  }

  private Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads);
  }

  /** The fault that has to be undone, if there is one. */
  private Optional<Fault> begin(PlannedFault planned) {
    String kind = planned.kind().name();
    try {
      Fault fault = factory.prepare(planned);
      tale.tell(Style.BOLD, fault.words());
      injected.count(kind);
      fault.begin().run();
      return Optional.of(fault);
    } catch (FaultMissed e) {
      missed.count(kind);
      tale.tell(Style.DIM, kind + " can't happen: " + e.getMessage());
    } catch (ApiFailure e) {
      refused.count(Integer.toString(e.status()));
      tale.tell(Style.DIM, "refused: " + e.getMessage());
    } catch (IOException | StackFailure e) {
      failed(kind, e);
    }
    return Optional.empty();
  }

  private void end(Fault fault) {
    try {
      if (!fault.endWords().isEmpty()) {
        tale.tell(Style.DIM, fault.endWords());
      }
      fault.end().run();
    } catch (IOException | StackFailure e) {
      failed(fault.endWords(), e);
    }
  }

  private void failed(String what, Exception e) {
    failures.add(what + ": " + e.getMessage());
    tale.tell(Style.BAD, what + " failed: " + e.getMessage());
  }

  Tally injected() {
    return injected;
  }

  Tally missed() {
    return missed;
  }

  /** Switchovers that the API refused, by HTTP status. */
  Tally refused() {
    return refused;
  }

  /** What could not be injected or undone although it should have been. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
