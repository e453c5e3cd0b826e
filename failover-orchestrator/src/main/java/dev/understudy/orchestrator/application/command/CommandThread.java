package dev.understudy.orchestrator.application.command;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread of this process that commands run on. */
@ApplicationScoped
public class CommandThread implements CommandLoop {

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-commands");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void executeAfter(Duration delay, Runnable task) {
    executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
