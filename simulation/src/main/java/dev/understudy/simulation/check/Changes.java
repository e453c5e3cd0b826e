package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.simulation.redis.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a change of primary had to be, and was allowed so soon. */
final class Changes {

  /** Wall clocks differ by so much. */
  static final long SKEW_NANOS = 2_500_000_000L;

  private final Chronicle chronicle;

  /** The engines that were promoted in an epoch; empty: it was kept from writing since. */
  private final Map<Epoch, Optional<Engine>> reigns = new HashMap<>();

  Changes(Chronicle chronicle) {
    this.chronicle = chronicle;
    chronicle.watch(this::decided);
  }

  /** After every step. */
  void look() {
    reigns.replaceAll((epoch, engine) -> engine.filter(Engine::takesWrites));
  }

  void promoted(Engine engine) {
    reigns.putIfAbsent(engine.epoch(), Optional.of(engine));
  }

  private void decided(Decision decision) {
    if (decision instanceof EpochOpened opened) {
      requireNeed(opened);
      requireCooledDown(opened);
    }
  }

  /** Whoever was never kept from writing since it was promoted isn't replaced because it was. */
  private void requireNeed(EpochOpened opened) {
    Map.Entry<Epoch, Chronicle.Chapter> before = chronicle.chapters().lowerEntry(opened.epoch());
    boolean reigned =
        before != null
            && reigns
                .getOrDefault(before.getKey(), Optional.empty())
                .filter(engine -> engine.member().equals(opened.deposed()))
                .isPresent();
    if (opened.cause() == Cause.PRIMARY_FENCED && reigned) {
      throw new Violation(
          Invariant.NO_NEEDLESS_FAILOVER,
          "%s is replaced because it is fenced, and has taken writes ever since epoch %s made it primary"
              .formatted(opened.deposed(), before.getKey()));
    }
  }

  private void requireCooledDown(EpochOpened opened) {
    if (!needsCooledDown(opened.cause())) {
      return;
    }
    Map.Entry<Epoch, Chronicle.Chapter> before = chronicle.chapters().lowerEntry(opened.epoch());
    if (before == null) {
      return;
    }
    Chronicle.Chapter last = before.getValue();
    long nowNanos = chronicle.chapters().get(opened.epoch()).openedNanos();
    long waitNanos =
        chronicle.spec() == null ? 0 : chronicle.spec().highAvailability().cooldown().toNanos();
    boolean cooling =
        isAutomatic(last.opened().cause())
            && !last.acknowledged()
            && last.closedNanos() >= 0
            && nowNanos - last.closedNanos() < waitNanos - SKEW_NANOS;
    if (cooling) {
      throw new Violation(
          Invariant.COOLDOWN,
          "epoch %s was opened (%s) %d ms after an automatic failover"
              .formatted(
                  opened.epoch(), opened.cause(), (nowNanos - last.closedNanos()) / 1_000_000));
    }
  }

  private static boolean needsCooledDown(Cause cause) {
    return switch (cause) {
      case PRIMARY_HUNG, PRIMARY_DEAD, PRIMARY_REBORN_EMPTY, PRIMARY_FENCED -> true;
      case INSTANCE_CREATED, PRIMARY_CRASHED, PROMOTION_UNCONFIRMED, SWITCHOVER, FORCED -> false;
    };
  }

  private static boolean isAutomatic(Cause cause) {
    return switch (cause) {
      case INSTANCE_CREATED, SWITCHOVER, FORCED -> false;
      default -> true;
    };
  }
}
