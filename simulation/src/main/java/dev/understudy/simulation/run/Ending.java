package dev.understudy.simulation.run;

import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.check.Recovery;
import dev.understudy.simulation.check.Violation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * All faults are over: the instance gets well by itself, or it says truly why not, and gets well as
 * soon as a human does what that asks for.
 */
final class Ending {

  private static final long RECOVERY_NANOS = 75_000_000_000L;
  private static final long LOOK_NANOS = 500_000_000;

  /** It must stay well for so long. */
  private static final int WELL_LOOKS = 6;

  /** A human looks so often. */
  private static final int LOOKS_PER_HELP = 10;

  private final World world;
  private final LongConsumer run;
  private final Consumer<String> told;
  private final Recovery recovery;

  /**
   * @param run lets the world go on until then
   * @param told hears of what the operator does
   */
  Ending(World world, LongConsumer run, Consumer<String> told) {
    this.world = world;
    this.run = run;
    this.told = told;
    this.recovery =
        new Recovery(
            world.chronicle(),
            World.INSTANCE,
            world.orchestrators(),
            world::primary,
            () -> world.nameServer().addressOf(World.INSTANCE.value()));
  }

  /**
   * @return why it needed a human; empty if it didn't
   */
  Optional<FailoverBlocked> reach() {
    if (getsWell(false)) {
      return Optional.empty();
    }
    FailoverBlocked blocked =
        recovery
            .blocked()
            .orElseThrow(
                () ->
                    new Violation(
                        Invariant.GETS_WELL,
                        recovery.ailment().orElse("it is well now and then only")));
    world.watchdog().requireTrue(blocked, world::engine);
    if (!getsWell(true)) {
      throw new Violation(
          Invariant.GETS_WELL,
          "it was blocked (%s), a human has helped, and still: %s"
              .formatted(blocked.reason(), recovery.ailment().orElse("now and then it isn't")));
    }
    return Optional.of(blocked);
  }

  private boolean getsWell(boolean helped) {
    long end = world.agenda().nowNanos() + RECOVERY_NANOS;
    int well = 0;
    for (int looks = 0; world.agenda().nowNanos() < end && well < WELL_LOOKS; looks++) {
      if (helped && looks % LOOKS_PER_HELP == 0) {
        recovery.blocked().ifPresent(this::help);
      }
      run.accept(Math.min(end, world.agenda().nowNanos() + LOOK_NANOS));
      well = recovery.ailment().isEmpty() ? well + 1 : 0;
    }
    if (well < WELL_LOOKS) {
      return false;
    }
    world.writes().verify(world.primary());
    return true;
  }

  private void help(FailoverBlocked blocked) {
    told.accept("HELP against " + blocked.reason());
    world.operator().helpOut(blocked.reason());
  }
}
