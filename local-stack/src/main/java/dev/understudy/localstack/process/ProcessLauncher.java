package dev.understudy.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes that Ctrl-C in the terminal doesn't reach (a session of their own), and
 * that the kernel kills should this JVM die without stopping them, as far as the machine has the
 * tools for it ({@code setsid} and {@code setpriv}, util-linux).
 */
public final class ProcessLauncher {

  /**
   * The kernel sends the parent-death signal when the <em>thread</em> that started the child ends
   * (prctl(2), PR_SET_PDEATHSIG), so one thread starts them all and lives as long as the JVM.
   */
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "process-starter");
            thread.setDaemon(true);
            return thread;
          });

  private static final List<List<String>> PREFIXES =
      List.of(
          List.of("setpriv", "--pdeathsig", "KILL", "setsid"),
          List.of("setpriv", "--pdeathsig", "KILL"),
          List.of("setsid"));

  private final List<String> prefix;

  private ProcessLauncher(List<String> prefix) {
    this.prefix = prefix;
  }

  /** With the best of the tools that work here. */
  public static ProcessLauncher detect() {
    for (List<String> prefix : PREFIXES) {
      if (works(prefix)) {
        return new ProcessLauncher(prefix);
      }
    }
    return new ProcessLauncher(List.of());
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts a child process.
   *
   * @param log gets its output, behind what is there already
   */
  public Process start(List<String> command, Path folder, Path log) throws IOException {
    List<String> full = new ArrayList<>(prefix);
    full.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(full)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return STARTER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException(command.get(0) + " can't be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting " + command.get(0), e);
    }
  }
}
