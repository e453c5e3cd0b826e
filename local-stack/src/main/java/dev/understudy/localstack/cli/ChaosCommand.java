package dev.understudy.localstack.cli;

import dev.understudy.localstack.chaos.Chaos;
import dev.understudy.localstack.chaos.ChaosOptions;
import dev.understudy.localstack.chaos.Mode;
import dev.understudy.localstack.chaos.network.OwnNetwork;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Place;
import dev.understudy.localstack.stack.ServiceNames;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Random faults on a stack of its own. */
@Command(
    name = "chaos",
    description = {
      "Starts everything, lets applications write, and does to it what a seeded random sequence"
          + " says: kills and freezes engines and services, stops Kafka, cuts hosts off, fills"
          + " disks, asks for switchovers. Then checks what the applications saw: no acknowledged"
          + " write is lost, no two members took writes at the same time, the instance became"
          + " healthy by itself. Exits with 0 only if all of that is so.",
      "As root on Linux it runs in a network and mount namespace of its own, so that hosts can be"
          + " cut off and disks filled; otherwise engines are stopped instead. Nothing of it is"
          + " left afterwards, however it ends."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ChaosCommand implements Callable<Integer> {

  private static final double LEAST_MINUTES = 0.1;
  private static final double MOST_MINUTES = 24 * 60;
  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final int MOST_RANDOM_SEED = 1_000_000;

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--minutes",
      defaultValue = "3",
      paramLabel = "M",
      description = "How long faults are injected, 0.1 to 1440.")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the sequence of faults; the same seed gives the same one. Default: any.")
  private Long seed;

  @Option(
      names = "--mode",
      defaultValue = "sync",
      paramLabel = "sync|async",
      description =
          "sync: a write counts once --synchronous-replicas have it, one host is ill at a time, no"
              + " write may be lost. async: a write counts once the primary has it, several hosts may be"
              + " ill at a time, no more may be lost than is reported.")
  private Mode mode;

  @Option(
      names = "--synchronous-replicas",
      paramLabel = "K",
      description = "In sync mode: how many replicas acknowledge a write, 1 or 2. Default: 1.")
  private Integer synchronousReplicas;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the figures as JSON.")
  private Path report;

  ChaosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSense();
    Optional<String> obstacle = OwnNetwork.inside() ? Optional.empty() : OwnNetwork.obstacle();
    if (!OwnNetwork.inside() && obstacle.isEmpty()) {
      return new Relaunch(spec.root().commandLine().getParseResult().originalArgs()).run();
    }
    if (OwnNetwork.inside()) {
      OwnNetwork.prepare();
    }
    return run(obstacle);
  }

  private int run(Optional<String> obstacle) throws IOException, InterruptedException {
    long chosen = seed == null ? new Random().nextInt(MOST_RANDOM_SEED) : seed;
    Duration lasts = Duration.ofMillis(Math.round(minutes * MILLIS_PER_MINUTE));
    StackPlan plan = plan();
    Ending ending = new Ending();
    terminal.line(
        terminal.styled(
            Style.BOLD,
            "Understudy chaos: seed %d, %s, faults for %d s."
                .formatted(chosen, mode.name().toLowerCase(Locale.ROOT), lasts.toSeconds())));
    obstacle.ifPresent(
        why -> terminal.line("No network of its own, engines are stopped instead: " + why));
    terminal.line("Starting everything in " + plan.workFolder() + ":");
    try (LocalStack stack = ending.start(plan, terminal)) {
      var options =
          new ChaosOptions(lasts, chosen, mode, synchronousReplicas(), obstacle.orElse(""), report);
      return new Chaos(stack, options, terminal).run() ? 0 : 1;
    } catch (RuntimeException | IOException e) {
      ending.awaitIfBegun();
      throw e;
    }
  }

  private StackPlan plan() {
    StackPlan.Builder plan = stackOptions.plan("chaos", null);
    if (OwnNetwork.inside()) {
      for (Place place : Place.ALL) {
        plan.runner(ServiceNames.node(place.name()), OwnNetwork.belongingTo(place));
        plan.runner(ServiceNames.prober(place.name()), OwnNetwork.belongingTo(place));
      }
    }
    return plan.build();
  }

  private void requireSense() {
    if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
      throw new StackFailure("--minutes must be 0.1 to 1440");
    }
    if (synchronousReplicas == null) {
      return;
    }
    if (mode == Mode.ASYNC) {
      throw new StackFailure("--synchronous-replicas is for --mode sync: leave one of them out");
    }
    if (synchronousReplicas < 1 || synchronousReplicas > Chaos.REPLICAS) {
      throw new StackFailure("--synchronous-replicas must be 1 to " + Chaos.REPLICAS);
    }
  }

  /** Of the instance to play with: none if a write counts without. */
  private int synchronousReplicas() {
    if (mode == Mode.ASYNC) {
      return 0;
    }
    return synchronousReplicas == null ? 1 : synchronousReplicas;
  }
}
