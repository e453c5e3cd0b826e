package dev.understudy.orchestrator.application.command;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread that commands run on. Nothing on it may block. */
@ApplicationScoped
public class CommandThread {

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-commands");
            thread.setDaemon(true);
            return thread;
          });

  public void execute(Runnable task) {
    executor.execute(task);
  }

  void executeAfter(Duration delay, Runnable task) {
    executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
