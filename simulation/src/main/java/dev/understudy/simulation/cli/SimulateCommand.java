package dev.understudy.simulation.cli;

import dev.understudy.simulation.fault.FaultPlan;
import dev.understudy.simulation.run.Campaign;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.SharedKey;
import dev.understudy.simulation.run.Simulation;
import dev.understudy.simulation.service.Rules;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code ./understudy simulate} runs. */
@Command(
    name = "./understudy simulate",
    description =
        "Plays failures against the services' own code under simulated time, and checks every"
            + " promise after every step.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

  private final Rules rules;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many seeds to play (${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first of them (${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(names = "--seed", paramLabel = "S", description = "Plays only this one.")
  private Long seed;

  @Option(
      names = "--keep",
      paramLabel = "F",
      split = ",",
      description =
          "With --seed: plays only these of its faults, by their numbers, e.g. 2,5; 0: none.")
  private List<Integer> keep;

  @Option(
      names = "--trace",
      description = "With --seed: prints everything that was written to the bus and went wrong.")
  private boolean trace;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Plays for so long instead of a number of seeds.")
  private Double minutes;

  @Option(
      names = "--wild-clocks",
      description =
          "Clocks drift by more than any margin. Leases promise nothing then; the rest must hold.")
  private boolean wildClocks;

  @Option(names = "--show-blocked", description = "Tells of every seed that ends blocked, and why.")
  private boolean showBlocked;

  /** Plays the product as it is. */
  public SimulateCommand() {
    this(Rules.ALL);
  }

  /** Plays it as a test wants it, so that there is a failure to be told of. */
  public SimulateCommand(Rules rules) {
    this.rules = rules;
  }

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Simulation.Settings settings =
        new Simulation.Settings(rules, false, wildClocks, SharedKey.box());
    Report report = new Report(out, wildClocks);
    require(keep == null || seed != null, "--keep needs --seed");
    if (seed != null) {
      return single(report, settings);
    }
    require(seeds > 0, "--seeds must be 1 or more");
    require(minutes == null || minutes > 0, "--minutes must be above 0");
    long deadlineNanos =
        minutes == null ? Long.MAX_VALUE : System.nanoTime() + (long) (minutes * 60e9);
    long most = minutes == null ? seeds : Long.MAX_VALUE;
    Campaign campaign = new Campaign(settings);
    report.begin();
    for (long i = 0; i < most && System.nanoTime() < deadlineNanos; i++) {
      Outcome outcome = campaign.play(firstSeed + i);
      report.played(campaign);
      if (outcome.failed()) {
        report.failed(campaign.shrink(outcome));
      } else if (showBlocked && outcome.blocked() != null) {
        report.blocked(outcome);
      }
    }
    report.end(campaign);
    return campaign.violations() == 0 ? 0 : 1;
  }

  private int single(Report report, Simulation.Settings settings) {
    Outcome outcome = Simulation.play(seed, plan(), trace ? settings.traced() : settings);
    report.single(outcome);
    return outcome.failed() ? 1 : 0;
  }

  private FaultPlan plan() {
    FaultPlan whole = Simulation.plan(seed);
    try {
      return keep == null ? whole : whole.keeping(keep);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--keep: " + e.getMessage() + " in seed " + seed);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), otherwise);
    }
  }
}
