package dev.understudy.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be done to a process. */
final class Signals {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Signals() {}

  /** {@code kill -9}; returns when it has ended. */
  static void kill(ProcessHandle process)
      throws ExecutionException, InterruptedException, TimeoutException {
    process.destroyForcibly();
    process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** {@code kill -STOP}: it keeps its connections and answers nobody. */
  static void freeze(ProcessHandle process) throws IOException, InterruptedException {
    signal("-STOP", process);
  }

  /** {@code kill -CONT}: it goes on. */
  static void thaw(ProcessHandle process) throws IOException, InterruptedException {
    signal("-CONT", process);
  }

  private static void signal(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    boolean ended = kill.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended || kill.exitValue() != 0) {
      throw new IOException("kill " + signal + " " + process.pid() + " failed");
    }
  }
}
