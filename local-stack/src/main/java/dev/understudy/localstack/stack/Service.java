package dev.understudy.localstack.stack;

import dev.understudy.localstack.process.ProcessLauncher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One packaged service as a process of its own. Safe for use by several threads. */
public final class Service {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 100;
  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);
  private static final int LOG_LINES_SHOWN = 15;

  /** Small and quick to start: nine of these run on one machine. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx128m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=160m",
          "-XX:+ExitOnOutOfMemoryError");

  private final ServiceSpec spec;
  private final StackPlan plan;
  private final ProcessLauncher launcher;
  private final HttpClient http;
  private final BiConsumer<Service, Integer> onUnexpectedEnd;

  private Process process;
  private boolean wanted;
  private boolean retired;

  Service(
      ServiceSpec spec,
      StackPlan plan,
      ProcessLauncher launcher,
      HttpClient http,
      BiConsumer<Service, Integer> onUnexpectedEnd) {
    this.spec = spec;
    this.plan = plan;
    this.launcher = launcher;
    this.http = http;
    this.onUnexpectedEnd = onUnexpectedEnd;
  }

  public String name() {
    return spec.name();
  }

  /** Where its health checks and metrics are. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + spec.httpPort());
  }

  /** What it prints. */
  public Path log() {
    return plan.workFolder().resolve("logs").resolve(name() + ".log");
  }

  public synchronized boolean alive() {
    return process != null && process.isAlive();
  }

  /** Of the running process, or of the last one. */
  public synchronized long pid() {
    if (process == null) {
      throw new IllegalStateException(name() + " was never started");
    }
    return process.pid();
  }

  /** Starts it, if it doesn't run, and returns when it is ready. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Asks it to end (SIGTERM); after five seconds kills it. Returns when it has ended. */
  public void stop() {
    Process ending = unwanted();
    if (ending == null) {
      return;
    }
    ending.destroy();
    if (!waitFor(ending, STOP_TIMEOUT)) {
      ending.destroyForcibly();
      waitFor(ending, STOP_TIMEOUT);
    }
  }

  /** Kills it (SIGKILL). Returns when it has ended. */
  public void kill() {
    Process ending = unwanted();
    if (ending != null) {
      ending.destroyForcibly();
      waitFor(ending, STOP_TIMEOUT);
    }
  }

  /** Stops it if it runs, starts it, and returns when it is ready. */
  public void restart() {
    stop();
    start();
  }

  /** Stops it for good: whoever wants to start it again fails. */
  void retire() {
    synchronized (this) {
      retired = true;
    }
    stop();
  }

  private synchronized Process unwanted() {
    wanted = false;
    return process;
  }

  synchronized void launch() {
    if (retired) {
      throw new StackFailure("the stack is stopping");
    }
    if (alive()) {
      return;
    }
    try {
      Path settings = plan.workFolder().resolve("settings").resolve(name() + ".properties");
      SettingsFile.write(settings, spec.settings());
      process = launcher.start(command(settings), plan.workFolder(), log());
    } catch (IOException e) {
      throw new StackFailure(name() + " can't be started: " + e.getMessage(), e);
    }
    wanted = true;
    process.onExit().thenAccept(this::ended);
  }

  private List<String> command(Path settings) {
    List<String> command = new ArrayList<>(plan.runners().getOrDefault(name(), List.of()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.add("-Dsmallrye.config.locations=" + settings.toUri());
    command.add("-jar");
    command.add(jar(plan.home(), spec.module()).toString());
    return command;
  }

  static Path jar(Path home, String module) {
    return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private void ended(Process ended) {
    synchronized (this) {
      if (!wanted || ended != process) {
        return;
      }
    }
    onUnexpectedEnd.accept(this, ended.exitValue());
  }

  /** Returns when it says that it is ready. */
  public void awaitReady() {
    Process starting = current();
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!ready()) {
      if (waitFor(starting, Duration.ofMillis(POLL_MILLIS))) {
        throw new StackFailure(
            name() + " ended with exit code " + starting.exitValue() + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new StackFailure(
            name() + " was not ready within " + START_TIMEOUT.toSeconds() + " s" + lastWords());
      }
    }
  }

  private synchronized Process current() {
    if (process == null) {
      throw new IllegalStateException(name() + " was never started");
    }
    return process;
  }

  /** Whether it says now that it is ready. */
  public boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/q/health/ready")).timeout(HTTP_TIMEOUT).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted while waiting for " + name(), e);
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log());
      List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
      return ". The end of " + log() + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return ". Its log " + log() + " can't be read: " + e.getMessage();
    }
  }

  private static boolean waitFor(Process process, Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted", e);
    }
  }
}
