package dev.understudy.localstack.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts services again that ended by themselves: at first soon, then ever more slowly. */
final class Supervisor implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final StackProgress progress;
  private final boolean restarts;
  private final Map<String, Duration> pauses = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread created = new Thread(task, "supervisor");
            created.setDaemon(true);
            return created;
          });

  Supervisor(StackProgress progress, boolean restarts) {
    this.progress = progress;
    this.restarts = restarts;
  }

  synchronized void ended(Service service, int exitCode) {
    if (thread.isShutdown()) {
      return;
    }
    String what = service.name() + " ended with exit code " + exitCode;
    if (!restarts) {
      progress.note(what + ", see " + service.log());
      return;
    }
    Duration pause = pauses.getOrDefault(service.name(), FIRST_PAUSE);
    Duration doubled = pause.multipliedBy(2);
    pauses.put(service.name(), doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled);
    progress.note(what + "; it is started again in " + pause.toMillis() + " ms");
    thread.schedule(() -> startAgain(service), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void startAgain(Service service) {
    long began = System.nanoTime();
    try {
      service.start();
      progress.ready(service.name(), Duration.ofNanos(System.nanoTime() - began));
    } catch (StackFailure e) {
      // A process that ended meanwhile has reported itself and will be tried again.
      progress.note(e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
  }
}
