package dev.understudy.simulation.cli;

import dev.understudy.simulation.fault.FaultPlan;
import dev.understudy.simulation.run.Campaign;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.Simulation;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What is printed. */
final class Report {

  private static final long EVERY_NANOS = 5_000_000_000L;
  private static final int TRACE_LINES = 40;

  private final PrintWriter out;
  private final boolean wildClocks;
  private long beganNanos;
  private long printedNanos;

  Report(PrintWriter out, boolean wildClocks) {
    this.out = out;
    this.wildClocks = wildClocks;
  }

  void begin() {
    beganNanos = System.nanoTime();
    printedNanos = beganNanos;
  }

  void played(Campaign campaign) {
    long now = System.nanoTime();
    if (now - printedNanos >= EVERY_NANOS) {
      printedNanos = now;
      progress(campaign);
    }
  }

  private void progress(Campaign campaign) {
    double seconds = (System.nanoTime() - beganNanos) / 1e9;
    out.printf(
        "%,d seeds, %,d steps (%,.0f per second), %d violations%n",
        campaign.seeds(), campaign.steps(), campaign.steps() / seconds, campaign.violations());
    out.flush();
  }

  /** A seed's own trace. */
  void single(Outcome outcome) {
    faults(outcome);
    outcome.trace().forEach(out::println);
    out.printf(
        "seed %d: %s%n",
        outcome.seed(), outcome.failed() ? outcome.violation().getMessage() : end(outcome));
    out.printf(
        "%,d steps, %d epochs, %,d writes acknowledged, %d of them lost within what is allowed,"
            + " fingerprint %016x%n",
        outcome.steps(),
        outcome.epochs(),
        outcome.acknowledgedWrites(),
        outcome.lostWrites(),
        outcome.fingerprint());
    if (outcome.failed() && outcome.violation().getCause() != null) {
      outcome.violation().getCause().printStackTrace(out);
    }
    out.flush();
  }

  private static String end(Outcome outcome) {
    return outcome.blocked() == null
        ? "healthy"
        : "blocked: " + outcome.blocked().reason() + ", " + outcome.blocked().explanation();
  }

  /** A seed that ended blocked. */
  void blocked(Outcome outcome) {
    out.printf("seed %d ended %s%n", outcome.seed(), end(outcome));
  }

  private void faults(Outcome outcome) {
    out.println(outcome.parameters());
    FaultPlan whole = Simulation.plan(outcome.seed());
    List<Integer> numbers = whole.numbers(outcome.plan());
    for (int i = 0; i < numbers.size(); i++) {
      out.printf("%2d. %s%n", numbers.get(i), outcome.plan().faults().get(i));
    }
  }

  /** A failing seed, with as few faults as it takes. */
  void failed(Outcome shrunk) {
    out.printf("%nseed %d: %s%n", shrunk.seed(), shrunk.violation().getMessage());
    out.println("These faults are enough:");
    faults(shrunk);
    List<String> trace = shrunk.trace();
    List<String> end = trace.subList(Math.max(0, trace.size() - TRACE_LINES), trace.size());
    out.println("The end of its trace:");
    end.forEach(out::println);
    out.printf(
        "To see it all: ./understudy simulate --seed %d --keep %s --trace%s%n%n",
        shrunk.seed(), numbers(shrunk), wildClocks ? " --wild-clocks" : "");
    out.flush();
  }

  private static String numbers(Outcome shrunk) {
    List<Integer> numbers = Simulation.plan(shrunk.seed()).numbers(shrunk.plan());
    return numbers.isEmpty()
        ? "0"
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  void end(Campaign campaign) {
    progress(campaign);
    out.printf(
        "%,d failovers and switchovers, %,d writes acknowledged, %,d of them lost within what is"
            + " allowed%n",
        campaign.epochs(), campaign.acknowledgedWrites(), campaign.lostWrites());
    out.printf("ended healthy: %,d; ended blocked: %s%n", campaign.healthy(), campaign.blocked());
    if (!campaign.byInvariant().isEmpty()) {
      out.printf("violations: %s%n", campaign.byInvariant());
    }
    out.flush();
  }
}
