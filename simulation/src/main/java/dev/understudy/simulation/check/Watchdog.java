package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.simulation.redis.Disk;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.EngineWatcher;
import dev.understudy.simulation.redis.Entry;
import dev.understudy.simulation.service.EngineRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks after every step whether a promise was broken. Sees everything, changes nothing. */
public final class Watchdog implements EngineWatcher {

  /** So long a node may need, after one of both stood still, to get hold of its engine again. */
  public static final long GRASP_NANOS = 3_000_000_000L;

  /** Wall clocks differ by so much. */
  private static final long SKEW_NANOS = 2_500_000_000L;

  private final Chronicle chronicle;
  private final Writes writes;
  private final Predicate<Engine> guarded;
  private final Quarantines quarantines = new Quarantines();
  private final Map<MemberId, Epoch> joined = new HashMap<>();

  /** The engines that were promoted in an epoch; empty: it was kept from writing since. */
  private final Map<Epoch, Optional<Engine>> reigns = new HashMap<>();

  private List<EngineRoom> rooms = List.of();
  private Epoch highestWritten = Epoch.NONE;
  private boolean clocksTell = true;

  /**
   * @param guarded whether an engine has a node that runs, and knows what the log says
   */
  public Watchdog(Chronicle chronicle, Writes writes, Predicate<Engine> guarded) {
    this.chronicle = chronicle;
    this.writes = writes;
    this.guarded = guarded;
    chronicle.watch(this::decided);
  }

  public void rooms(List<EngineRoom> all) {
    rooms = all;
  }

  /** Clocks drift by more than the margin: leases promise nothing then. */
  public void clocksDoNotTell() {
    clocksTell = false;
  }

  /** To be called after every step. */
  public void look() {
    reigns.replaceAll((epoch, engine) -> engine.filter(Engine::takesWrites));
    Engine writer = null;
    for (EngineRoom room : rooms) {
      for (Engine engine : room.engines()) {
        if (engine.takesWrites() && isGuarded(engine)) {
          if (writer != null) {
            throw new Violation(
                Invariant.ONE_WRITER,
                "%s of epoch %s and %s of epoch %s both take writes"
                    .formatted(writer.member(), writer.epoch(), engine.member(), engine.epoch()));
          }
          writer = engine;
        }
      }
    }
  }

  private boolean isGuarded(Engine engine) {
    return clocksTell
        && !isOfAFormerLife(engine)
        && guarded.test(engine)
        && engine.actor().isSteadyFor(GRASP_NANOS);
  }

  /** Who deletes an instance doesn't wait until the last of its members has heard of it. */
  private boolean isOfAFormerLife(Engine engine) {
    return chronicle.lives() > 0 && !engine.epoch().isAfter(chronicle.lastEpochBeforeThisLife());
  }

  @Override
  public void wrote(Engine primary, Entry entry) {
    quarantines.wrote(primary, entry);
    boolean stale = highestWritten.isAfter(primary.epoch());
    if (entry.endOffset() == entry.before().endOffset()) {
      writes.unprotected(entry.writeId());
    }
    if (!stale) {
      highestWritten = primary.epoch();
      return;
    }
    writes.unprotected(entry.writeId());
    if (isGuarded(primary)) {
      throw new Violation(
          Invariant.ONE_WRITER,
          "%s takes a write in epoch %s after one was taken in epoch %s"
              .formatted(primary.member(), primary.epoch(), highestWritten));
    }
  }

  @Override
  public void applied(Engine replica, Engine upstream, Entry entry) {
    requireNotLeft(replica, upstream);
  }

  @Override
  public void replacing(Engine replica, Engine upstream, Entry copy) {
    requireNotLeft(replica, upstream);
    if (!isOfAFormerLife(replica)) {
      quarantines.replacing(replica, upstream, copy);
    }
    if (copy.writes() == 0 && replica.data().writes() > 0) {
      throw new Violation(
          Invariant.NO_WIPE,
          "%s has %d writes and takes over the empty dataset of %s"
              .formatted(replica.member(), replica.data().writes(), upstream.member()));
    }
  }

  /** In a planned change, replicas stay attached until the new primary is elected. */
  private void requireNotLeft(Engine replica, Engine upstream) {
    Epoch mine = joined.getOrDefault(replica.member(), Epoch.NONE);
    Epoch theirs = upstream.epoch();
    Chronicle.Chapter chapter = chronicle.chapters().get(mine);
    boolean planned = chapter != null && chapter.opened().cause().planned();
    Epoch least = planned && mine.value() > 0 ? Epoch.of(mine.value() - 1) : mine;
    if (upstream.isPrimary() && least.isAfter(theirs)) {
      throw new Violation(
          Invariant.EPOCHS_GROW,
          "%s has joined epoch %s and applies data of %s of epoch %s"
              .formatted(replica.member(), mine, upstream.member(), theirs));
    }
  }

  @Override
  public void promoted(Engine engine) {
    reigns.putIfAbsent(engine.epoch(), Optional.of(engine));
    Chronicle.Chapter chapter = chronicle.chapters().get(engine.epoch());
    boolean forced = chapter != null && chapter.opened().cause() == Cause.FORCED;
    if (engine.data().writes() > 0 || forced || chronicle.spec() == null) {
      return;
    }
    for (MemberId other : chronicle.spec().memberIds()) {
      for (EngineRoom room : rooms) {
        Disk disk = other.equals(engine.member()) ? null : room.disk(other);
        if (disk != null && disk.snapshot() != null && disk.snapshot().data().writes() > 0) {
          throw new Violation(
              Invariant.NO_WIPE,
              "%s has nothing and is promoted in epoch %s, though %s has %d writes on disk"
                  .formatted(
                      engine.member(), engine.epoch(), other, disk.snapshot().data().writes()));
        }
      }
    }
  }

  @Override
  public void corrupted(Engine replica, Engine upstream) {
    throw new Violation(
        Invariant.NO_CORRUPTION,
        "%s goes on from %s where %s never was"
            .formatted(replica.member(), replica.data(), upstream.member()));
  }

  /** A node has said something of a member. */
  public void said(MemberEvent event) {
    if (event instanceof MemberJoined join) {
      Epoch before = joined.getOrDefault(join.member(), Epoch.NONE);
      if (before.isAfter(join.epoch())) {
        throw new Violation(
            Invariant.EPOCHS_GROW,
            "%s joins epoch %s after epoch %s".formatted(join.member(), join.epoch(), before));
      }
      joined.put(join.member(), join.epoch());
    } else if (event instanceof MemberQuarantined quarantined) {
      MemberId member = quarantined.member();
      rooms.stream()
          .filter(room -> room.disk(member) != null)
          .findFirst()
          .ifPresent(room -> quarantines.said(quarantined, room.engine(member), room.disk(member)));
    }
  }

  /** Without power, what was never forced to the disk may be lost. */
  public void powerFailed(MemberId member, Epoch onDisk) {
    quarantines.powerFailed(member);
    joined.computeIfPresent(member, (m, epoch) -> epoch.isAfter(onDisk) ? onDisk : epoch);
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

  /** The primary's name has changed at its server. */
  public void named(String address, long guardEpoch) {
    if (chronicle.published() == null || address == null) {
      return;
    }
    long published = chronicle.published().epoch().value();
    if (guardEpoch < published) {
      throw new Violation(
          Invariant.DNS_FOLLOWS,
          "the name points at %s of epoch %d after epoch %d was published"
              .formatted(address, guardEpoch, published));
    }
    Chronicle.Chapter chapter = chronicle.chapters().get(Epoch.of(guardEpoch));
    boolean elected =
        chapter != null
            && chapter.elected() != null
            && chapter.elected().address().host().equals(address);
    if (!elected) {
      throw new Violation(
          Invariant.DNS_FOLLOWS,
          "the name points at %s, which epoch %d did not elect".formatted(address, guardEpoch));
    }
  }
}
