package dev.understudy.localstack.cli;

import dev.understudy.localstack.demo.Demo;
import dev.understudy.localstack.demo.DemoOptions;
import dev.understudy.localstack.demo.Fault;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job as a show, on a stack of its own. */
@Command(
    name = "demo",
    description =
        "Starts everything on free ports, writes through the DNS name, breaks the primary, tells"
            + " what happens, and stops everything. Exits with 0 only if all of it worked.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DemoCommand implements Callable<Integer> {

  private static final int MOST_RUNS = 1000;
  private static final int MOST_REHEARSALS = 100;
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(500);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);

  private final Terminal terminal;

  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--fault",
      defaultValue = "crash",
      paramLabel = "crash|hang|switchover",
      description = "kill -9 of the primary, kill -STOP of it, or a requested switchover.")
  private Fault fault;

  @Option(
      names = "--failover-timeout",
      paramLabel = "TIME",
      description =
          "How long silence lasts before it counts as death: 500ms to 10m. Default: 1s for a hang,"
              + " else what every instance has, 45s.")
  private Duration failoverTimeout;

  @Option(names = "--runs", defaultValue = "1", paramLabel = "N", description = "How often.")
  private int runs;

  @Option(
      names = "--rehearsals",
      defaultValue = "9",
      paramLabel = "N",
      description =
          "Runs before the first one that aren't counted, 0 to 100: a Java process is slow at what"
              + " it does for the first time.")
  private int rehearsals;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the figures as JSON.")
  private Path report;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSense();
    StackPlan plan = stackOptions.plan("demo", null).build();
    Ending ending = new Ending();
    terminal.line(
        terminal.styled(Style.BOLD, "Understudy demo: " + fault.name().toLowerCase(Locale.ROOT))
            + ", "
            + fault.words()
            + ", "
            + runs
            + (runs == 1 ? " run." : " runs."));
    terminal.line("Starting everything in " + plan.workFolder() + ":");
    boolean worked;
    try (LocalStack stack = ending.start(plan, terminal)) {
      var options = new DemoOptions(fault, timeout(), rehearsals, runs, report);
      worked = new Demo(stack, options, terminal).play();
    } catch (RuntimeException e) {
      ending.awaitIfBegun();
      throw e;
    }
    return worked ? 0 : 1;
  }

  private Duration timeout() {
    return failoverTimeout == null ? fault.usualTimeout() : failoverTimeout;
  }

  private void requireSense() {
    if (runs < 1 || runs > MOST_RUNS) {
      throw new StackFailure("--runs must be 1 to " + MOST_RUNS);
    }
    if (rehearsals < 0 || rehearsals > MOST_REHEARSALS) {
      throw new StackFailure("--rehearsals must be 0 to " + MOST_REHEARSALS);
    }
    boolean tooShort = timeout().compareTo(LEAST_TIMEOUT) < 0;
    if (tooShort || timeout().compareTo(MOST_TIMEOUT) > 0) {
      throw new StackFailure("--failover-timeout must be 500ms to 10m");
    }
  }
}
