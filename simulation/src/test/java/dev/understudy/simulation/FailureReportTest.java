package dev.understudy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.cli.SimulateCommand;
import dev.understudy.simulation.run.Campaign;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.SharedKey;
import dev.understudy.simulation.run.Simulation;
import dev.understudy.simulation.service.Rules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code ./understudy simulate} prints of a failure, with a rule taken out to have one. */
class FailureReportTest {

  private static final int MOST_SEEDS = 100;
  private static final Pattern COMMAND =
      Pattern.compile("\\./understudy simulate (--seed (\\d+) --keep ([\\d,]+) --trace)\\R");

  private record Printed(int exitCode, String text) {}

  @Test
  void aFailureComesWithItsSeedItsTraceAndTheCommandThatRepeatsIt() {
    Outcome failed = failure();
    long seed = failed.seed();
    Invariant broken = failed.violation().invariant();
    Printed report = run("--first-seed", String.valueOf(seed), "--seeds", "1");
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.text())
        .contains("seed %d: %s: ".formatted(seed, broken))
        .contains("These faults are enough:")
        .contains("The end of its trace:")
        .contains("violations: {%s=1}".formatted(broken));

    Matcher command = COMMAND.matcher(report.text());
    assertThat(command.find()).isTrue();
    Printed repeated = run(command.group(1).split(" "));
    assertThat(repeated.exitCode()).isEqualTo(1);
    assertThat(violation(repeated)).isEqualTo(violation(report));
    int faults = command.group(3).split(",").length;
    assertThat(repeated.text().lines().filter(line -> line.contains("  FAULT "))).hasSize(faults);
    assertThat(Simulation.plan(seed).faults()).hasSizeGreaterThanOrEqualTo(faults);
  }

  @Test
  void aFaultThatThereIsNotIsRefused() {
    Printed refusal = run("--seed", "1", "--keep", "99");
    assertThat(refusal.exitCode()).isEqualTo(2);
    assertThat(refusal.text())
        .contains("--keep: there is no fault 99: they go from 1 to ")
        .contains("in seed 1");
  }

  @Test
  void faultsAreKeptOfOneSeedOnly() {
    Printed refusal = run("--seeds", "3", "--keep", "1");
    assertThat(refusal.exitCode()).isEqualTo(2);
    assertThat(refusal.text()).contains("--keep needs --seed");
  }

  private static String violation(Printed printed) {
    return printed
        .text()
        .lines()
        .filter(line -> line.contains("VIOLATION "))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome failure() {
    Rules rules = Mutation.withoutFencing();
    Campaign campaign = new Campaign(new Simulation.Settings(rules, false, false, SharedKey.box()));
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Outcome outcome = campaign.play(seed);
      if (outcome.failed()) {
        return outcome;
      }
    }
    throw new AssertionError("no seed fails without fencing");
  }

  private static Printed run(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int exitCode =
        new CommandLine(new SimulateCommand(Mutation.withoutFencing()))
            .setOut(out)
            .setErr(out)
            .execute(arguments);
    return new Printed(exitCode, text.toString());
  }
}
