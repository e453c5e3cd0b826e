package dev.understudy.localstack.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java has no method for. */
public final class Signals {

  private static final long TIMEOUT_SECONDS = 5;

  private Signals() {}

  /** {@code kill -STOP}: it keeps its connections and answers nobody. */
  public static void freeze(ProcessHandle process) throws IOException {
    send("-STOP", process);
  }

  /** {@code kill -CONT}: it goes on. */
  public static void thaw(ProcessHandle process) throws IOException {
    send("-CONT", process);
  }

  private static void send(String signal, ProcessHandle process) throws IOException {
    String what = "kill " + signal + " " + process.pid();
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    try {
      if (!kill.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IOException(what + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + what + " ran", e);
    }
  }
}
