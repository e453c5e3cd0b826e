package dev.understudy.localstack.chaos;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.api.NewInstance;
import dev.understudy.localstack.chaos.client.Clients;
import dev.understudy.localstack.chaos.client.Survivors;
import dev.understudy.localstack.chaos.fault.FaultFactory;
import dev.understudy.localstack.chaos.history.Checker;
import dev.understudy.localstack.chaos.history.History;
import dev.understudy.localstack.chaos.history.Violation;
import dev.understudy.localstack.chaos.history.Violation.Kind;
import dev.understudy.localstack.chaos.history.Write;
import dev.understudy.localstack.chaos.plan.FaultPlan;
import dev.understudy.localstack.chaos.plan.Round;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.demo.Moment;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One run: clients write, faults come and go, the system is left alone, the history is checked. */
public final class Chaos {

  private static final InstanceId INSTANCE = InstanceId.of("chaos");

  /** Of the instance, besides its primary. */
  public static final int REPLICAS = 2;

  private static final String PROFILE = "small";

  /** Short, so that much happens in a run; twice what a machine with two cores needs. */
  private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(2);

  /** More than clients write while faults last: whether a loss is too much is not the subject. */
  private static final long MOST_LOSS_BYTES = 16 << 20;

  private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(15);
  private static final int WRITES_BEFORE = 200;

  private final LocalStack stack;
  private final ChaosOptions options;
  private final Terminal terminal;
  private final Calm calm = new Calm();
  private final Health health;
  private final FaultPlan plan;
  private final List<Violation> violations = new ArrayList<>();
  private Duration slowestRecovery = Duration.ZERO;
  private Duration lastRecovery = Duration.ZERO;

  public Chaos(LocalStack stack, ChaosOptions options, Terminal terminal) {
    this.stack = stack;
    this.options = options;
    this.terminal = terminal;
    this.health = new Health(stack, INSTANCE, calm);
    this.plan = new FaultPlan(options.seed(), options.mode() == Mode.SYNC);
  }

  /**
   * Does it all, and writes the report.
   *
   * @return whether nothing happened that must not
   */
  public boolean run() throws IOException, InterruptedException {
    DecisionBook decisions = DecisionBook.open(stack.events(), INSTANCE);
    FaultFactory faults = new FaultFactory(stack, INSTANCE, options.ownNetwork());
    create();
    Moment beginning = Moment.now();
    ChaosReport report;
    try (ChaosTale tale = new ChaosTale(stack, terminal, beginning.at());
        Clients clients = Clients.start(stack, INSTANCE.value(), options.synchronousReplicas());
        RoundPlayer player = new RoundPlayer(faults, tale)) {
      Whole last = play(tale, clients, player);
      clients.stop();
      player.failures().forEach(failure -> found(Kind.BROKEN_RUN, failure));
      List<Write> missing = missing(clients, last);
      var history =
          new History(clients.writes(), missing, decisions.reigns(beginning), decisions.losses());
      violations.addAll(Checker.violations(history));
      Figures figures = new Figures(options, beginning, decisions, player, clients::counts);
      report = figures.report(history, recovery(last), slowestRecovery, violations);
    }
    tell(report);
    return violations.isEmpty();
  }

  private void create() {
    var highAvailability =
        new HighAvailability(
            true, FAILOVER_TIMEOUT, MOST_LOSS_BYTES, Duration.ZERO, options.synchronousReplicas());
    stack
        .api()
        .ensure(
            new NewInstance(
                INSTANCE.value(),
                REPLICAS,
                PROFILE,
                stack.endpoints().demoPort(),
                stack.applicationPassword(),
                highAvailability),
            CREATE_TIMEOUT);
  }

  /** The instance as it is in the end; null if it isn't whole. */
  private Whole play(ChaosTale tale, Clients clients, RoundPlayer player)
      throws InterruptedException {
    Whole whole = null;
    try {
      health.first();
      clients.await(WRITES_BEFORE, Health.BOUND);
      long deadline = System.nanoTime() + options.lasts().toNanos();
      while (System.nanoTime() - deadline < 0) {
        Round round = plan.next();
        tale.tell(Style.DIM, "round " + round.number());
        player.play(round);
        whole = null;
        if (round.awaitHealth()) {
          whole = recovered(tale, clients);
        }
        calm.lasts(round.calm());
      }
      return whole == null ? recovered(tale, clients) : whole;
    } catch (TimeoutException e) {
      found(
          Kind.NOT_HEALTHY,
          "not healthy %d s after the last fault was undone: %s"
              .formatted(Health.BOUND.toSeconds(), e.getMessage()));
      return null;
    }
  }

  private Whole recovered(ChaosTale tale, Clients clients)
      throws TimeoutException, InterruptedException {
    long began = System.nanoTime();
    Whole whole = health.recovered(clients);
    lastRecovery = Duration.ofNanos(System.nanoTime() - began);
    slowestRecovery = lastRecovery.compareTo(slowestRecovery) > 0 ? lastRecovery : slowestRecovery;
    tale.tell(Style.GOOD, "healthy again, epoch " + whole.epoch());
    return whole;
  }

  private Duration recovery(Whole last) {
    return last == null ? null : lastRecovery;
  }

  /** Without a primary there is nothing to look for writes in, and no talk of what is lost. */
  private List<Write> missing(Clients clients, Whole last) {
    return last == null
        ? List.of()
        : Survivors.missing(
            clients.writes(),
            last.address().host(),
            last.address().port(),
            stack.applicationPassword());
  }

  private void found(Kind kind, String text) {
    violations.add(new Violation(kind, text));
  }

  private void tell(ChaosReport report) throws IOException {
    terminal.line("");
    new ReportLines(report).lines().forEach(terminal::line);
    if (options.report() != null) {
      report.write(options.report());
      terminal.line("The figures are in " + options.report() + ".");
    }
    terminal.line("");
    if (violations.isEmpty()) {
      terminal.line(
          terminal.styled(Style.GOOD, "0 violations: nothing happened that must not happen."));
      return;
    }
    terminal.line(terminal.styled(Style.BAD, violations.size() + " violations:"));
    violations.forEach(violation -> terminal.line("  " + violation));
    terminal.line("The logs are in " + stack.workFolder().resolve("logs") + ".");
  }
}
