package dev.understudy.localstack.demo;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.api.ApiFailure;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The main job as a show: creates an instance, breaks its primary as often as asked, measures. */
public final class Demo {

  private static final Duration WHOLE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(15);

  private final LocalStack stack;
  private final DemoOptions options;
  private final Terminal terminal;
  private final InstanceWatch watch;
  private final List<RunFigures> figures = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private Epoch epoch = Epoch.NONE;
  private int played;

  public Demo(LocalStack stack, DemoOptions options, Terminal terminal) {
    this.stack = stack;
    this.options = options;
    this.terminal = terminal;
    this.watch = DemoInstance.watch(stack);
  }

  /**
   * Plays all runs, and writes the report.
   *
   * @return whether everything worked
   */
  public boolean play() throws InterruptedException, IOException {
    if (create()) {
      rehearse();
      for (int run = 1; run <= options.runs() && problems.isEmpty(); run++) {
        String title = "Run " + run + " of " + options.runs();
        play(title, terminal).ifPresent(this::count);
      }
    }
    Report report = Report.of(options.fault(), figures);
    if (!figures.isEmpty()) {
      terminal.line("");
      new ReportTable(terminal).print(report);
    }
    if (options.report() != null) {
      report.write(options.report());
      terminal.line("The figures are in " + options.report() + ".");
    }
    verdict();
    return problems.isEmpty();
  }

  private boolean create() {
    try {
      HighAvailability settings =
          new HighAvailability(
              true,
              options.failoverTimeout(),
              HighAvailability.DEFAULT.maxLossBytes(),
              Duration.ZERO);
      DemoInstance.ensure(stack, settings, CREATE_TIMEOUT);
      return true;
    } catch (ApiFailure e) {
      problems.add("the instance could not be created: " + e.getMessage());
      return false;
    }
  }

  /**
   * Runs that aren't counted. A Java process is slow at what it does for the first time, and a
   * stack that was started a moment ago has done nothing yet; a regular drill does the same for one
   * that serves.
   */
  private void rehearse() throws InterruptedException {
    if (options.rehearsals() > 0) {
      terminal.line("");
    }
    for (int each = 1; each <= options.rehearsals() && problems.isEmpty(); each++) {
      String title = "Rehearsal " + each + " of " + options.rehearsals();
      terminal.passing(title + " ...");
      play(title, Terminal.silent())
          .map(RunFigures::outageMillis)
          .ifPresent(
              millis -> terminal.line(title + ", not counted: no write for " + millis + " ms"));
    }
  }

  private Optional<RunFigures> play(String title, Terminal stage) throws InterruptedException {
    Whole before;
    try {
      before = watch.awaitWhole(epoch, WHOLE_TIMEOUT);
    } catch (TimeoutException e) {
      problems.add(title + ": the instance was not whole: " + e.getMessage());
      return Optional.empty();
    }
    stage.line("");
    stage.line(
        stage.styled(Style.BOLD, title)
            + ": "
            + before.primary().member()
            + " at "
            + before.address()
            + " is the primary, "
            + before.replicas().size()
            + " replicas follow. An application writes to "
            + stack.endpoints().primaryName(DemoInstance.ID.value())
            + ".");
    played++;
    RunOutcome outcome =
        new DemoRun(stack, DemoInstance.ID, watch, options, played, stage).play(before);
    outcome.problems().forEach(problem -> problems.add(title + ": " + problem));
    epoch = before.epoch().next();
    return Optional.of(outcome.figures());
  }

  private void count(RunFigures run) {
    figures.add(run);
    summary(run);
  }

  private void summary(RunFigures run) {
    if (run.outageMillis() == null) {
      return;
    }
    terminal.line(
        terminal.styled(
            Style.BOLD,
            "  No write got through for %d ms. %d writes were acknowledged, %s lost."
                .formatted(
                    run.outageMillis(),
                    run.writesAcknowledged(),
                    run.writesLost() == null ? "it is not known how many" : run.writesLost())));
    terminal.line(
        "  The ledger says: no primary seen for %s, %s."
            .formatted(
                run.ledgerOutageMillis() == null
                    ? "an unknown time"
                    : run.ledgerOutageMillis() + " ms",
                loss(run)));
  }

  private static String loss(RunFigures run) {
    if (run.ledgerLossBytes() == null) {
      return "loss unknown";
    }
    return "%d bytes lost (%s known of the old primary, %s promoted)"
        .formatted(
            run.ledgerLossBytes(),
            run.ledgerDeposedOffset() == null ? "nothing" : "offset " + run.ledgerDeposedOffset(),
            "offset " + run.ledgerPromotedOffset());
  }

  private void verdict() {
    terminal.line("");
    if (problems.isEmpty()) {
      terminal.line(
          terminal.styled(
              Style.GOOD,
              "All of it worked: nothing lost, DNS moved, mail and webhook arrived, the instance is"
                  + " whole."));
      return;
    }
    terminal.line(terminal.styled(Style.BAD, "It did not work:"));
    problems.forEach(problem -> terminal.line("  " + problem));
    terminal.line("The logs are in " + stack.workFolder().resolve("logs") + ".");
  }
}
