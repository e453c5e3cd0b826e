package dev.understudy.simulation.run;

import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.check.Violation;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.fault.FaultInjector;
import dev.understudy.simulation.fault.FaultPlan;
import dev.understudy.simulation.service.Rules;
import java.util.ArrayList;
import java.util.List;

/** One run of one seed: provision, let things go wrong, let them get well. */
public final class Simulation {

  private static final int MOST_TRACE_LINES = 20_000;

  private final long seed;
  private final FaultPlan plan;
  private final World world;
  private final boolean tracing;
  private final List<String> trace = new ArrayList<>();
  private long fingerprint;

  private Simulation(
      long seed, Parameters parameters, FaultPlan plan, Chance chance, Settings settings) {
    this.seed = seed;
    this.plan = plan;
    this.tracing = settings.tracing();
    this.world = new World(parameters, chance, settings.rules(), settings.secrets());
    if (settings.wildClocks()) {
      world.watchdog().clocksDoNotTell();
    }
    world.bus().watch(this::note);
  }

  /**
   * What all runs have in common.
   *
   * @param tracing whether to write down what happens
   * @param wildClocks clocks drift by more than any margin: leases promise nothing then
   */
  public record Settings(Rules rules, boolean tracing, boolean wildClocks, SecretBox secrets) {

    public Settings traced() {
      return new Settings(rules, true, wildClocks, secrets);
    }
  }

  /** Plays a seed. */
  public static Outcome play(long seed, Settings settings) {
    return play(seed, plan(seed), settings);
  }

  /** What a seed has in store. */
  public static FaultPlan plan(long seed) {
    return FaultPlan.of(
        new Chance(seed * 31 + 7), new Chance(seed * 13 + 5), new Chance(seed * 29 + 11));
  }

  /** Plays a seed with other faults than its own. */
  public static Outcome play(long seed, FaultPlan plan, Settings settings) {
    Chance chance = new Chance(seed);
    Chance mode = new Chance(seed * 17 + 3);
    Parameters parameters = Parameters.of(chance, mode, settings.wildClocks());
    return new Simulation(seed, parameters, plan, chance, settings).play();
  }

  private Outcome play() {
    Violation violation = null;
    FailoverBlocked blocked = null;
    try {
      world.begin();
      new FaultInjector(world, plan, this::tell).begin();
      run(plan.endsMillis() * 1_000_000);
      blocked = new Ending(world, this::run, this::tell).reach().orElse(null);
    } catch (Violation broken) {
      violation = broken;
      tell("VIOLATION " + broken.getMessage());
    }
    return new Outcome(
        seed,
        world.parameters(),
        plan,
        violation,
        blocked,
        world.agenda().steps(),
        (int) world.chronicle().ledger().epoch().value(),
        world.writes().total(),
        world.writes().lost(),
        fingerprint,
        List.copyOf(trace));
  }

  private void run(long untilNanos) {
    Agenda agenda = world.agenda();
    try {
      while (agenda.step(untilNanos)) {
        world.watchdog().look();
      }
    } catch (Violation violation) {
      throw violation;
    } catch (RuntimeException thrown) {
      Violation violation = new Violation(Invariant.NO_EXCEPTION, String.valueOf(thrown));
      violation.initCause(thrown);
      throw violation;
    }
  }

  private void note(BusRecord record) {
    fingerprint = fingerprint * 31 + world.agenda().nowNanos();
    fingerprint = fingerprint * 31 + record.offset();
    boolean chatter =
        record.event().isPresent()
            && (record.event().get() instanceof InstanceObserved
                || record.event().get() instanceof MemberReported
                || record.event().get() instanceof NodeAnnounced
                || record.event().get() instanceof LeaseRenewed);
    if (tracing && !chatter) {
      tell(Words.of(record));
    }
  }

  private void tell(String line) {
    if (tracing && trace.size() < MOST_TRACE_LINES) {
      trace.add("%9.4f s  %s".formatted(world.agenda().nowNanos() / 1e9, line));
    }
  }
}
