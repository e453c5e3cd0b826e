package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.redis.Disk;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.EngineWatcher;
import dev.understudy.simulation.redis.Entry;
import dev.understudy.simulation.service.EngineRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Looks after every step whether a promise was broken. Sees everything, changes nothing. */
public final class Watchdog implements EngineWatcher {

  private final Chronicle chronicle;
  private final Writes writes;
  private final Predicate<Engine> guarded;
  private final Predicate<Engine> attended;
  private final Quarantines quarantines = new Quarantines();
  private final Agreement agreement;
  private final Truth truth;
  private final Changes changes;
  private final Map<MemberId, Epoch> joined = new HashMap<>();

  private List<EngineRoom> rooms = List.of();
  private Epoch highestWritten = Epoch.NONE;
  private boolean clocksTell = true;
  private Violation found;

  /**
   * @param guarded whether it is promised that an engine takes writes only while it may
   * @param attended whether an engine has a node that could keep it from following
   * @param completeSinceNanos since when a process has missed nothing of what it reads
   */
  public Watchdog(
      Chronicle chronicle,
      Writes writes,
      Predicate<Engine> guarded,
      Predicate<Engine> attended,
      ToLongFunction<String> completeSinceNanos) {
    this.chronicle = chronicle;
    this.writes = writes;
    this.guarded = guarded;
    this.attended = attended;
    this.agreement = new Agreement(chronicle);
    this.truth = new Truth(chronicle::nowNanos);
    this.changes = new Changes(chronicle);
    Confirmations.watch(chronicle, completeSinceNanos);
  }

  public void rooms(List<EngineRoom> all) {
    rooms = all;
  }

  /**
   * @param shown what an orchestrator tells its users of the instance; null: nothing
   */
  public void listensTo(Actor orchestrator, Supplier<TopologySnapshot> shown) {
    agreement.listensTo(orchestrator, shown);
  }

  /** Something was broken where nobody could throw it: the next look does. */
  public void found(Violation broken) {
    found = found == null ? broken : found;
  }

  private void noting(Runnable check) {
    try {
      check.run();
    } catch (Violation broken) {
      found(broken);
    }
  }

  /** Clocks drift by more than the margin: leases promise nothing then. */
  public void clocksDoNotTell() {
    clocksTell = false;
  }

  /** To be called after every step. */
  public void look() {
    if (found != null) {
      throw found;
    }
    agreement.look();
    changes.look();
    Engine writer = null;
    for (EngineRoom room : rooms) {
      for (Engine engine : room.engines()) {
        if (engine.takesWrites()) {
          truth.leads(engine);
          writer = isGuarded(engine) ? requireAlone(writer, engine) : writer;
        }
      }
    }
  }

  private static Engine requireAlone(Engine other, Engine writer) {
    if (other != null) {
      throw new Violation(
          Invariant.ONE_WRITER,
          "%s of epoch %s and %s of epoch %s both take writes"
              .formatted(other.member(), other.epoch(), writer.member(), writer.epoch()));
    }
    return writer;
  }

  /**
   * All faults are over, and the instance is said to be blocked.
   *
   * @param engines the process of a member; null: it has none
   * @throws Violation if the reason isn't true
   */
  public void requireTrue(FailoverBlocked blocked, Function<MemberId, Engine> engines) {
    new Blocks(chronicle, truth, engines).requireTrue(blocked);
  }

  private boolean isGuarded(Engine engine) {
    return clocksTell && !isOfAFormerLife(engine) && guarded.test(engine);
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
    truth.has(replica, entry);
    requireNotLeft(replica, upstream);
  }

  @Override
  public void replacing(Engine replica, Engine upstream, Entry copy) {
    truth.copies(replica.member(), copy);
    requireNotLeft(replica, upstream);
    if (!isOfAFormerLife(replica) && attended.test(replica)) {
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
    changes.promoted(engine);
    agreement.promoted(engine);
    if (engine.epoch().equals(chronicle.ledger().epoch())) {
      writes.verify(engine);
    }
    requireSomething(engine);
  }

  /** Nobody who has nothing is promoted while another has writes. */
  private void requireSomething(Engine engine) {
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

  /** A node writes down which epoch a member has joined. */
  public void keeps(MemberId member, Epoch before, Epoch now) {
    if (before.isAfter(now)) {
      found(
          new Violation(
              Invariant.EPOCHS_GROW,
              "epoch %s of %s is replaced by epoch %s on disk".formatted(before, member, now)));
    }
  }

  /** A node has said something of a member; what throws here is swallowed by a future. */
  public void said(MemberEvent event) {
    noting(() -> judge(event));
  }

  private void judge(MemberEvent event) {
    agreement.said(event);
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
    truth.powerFailed(member);
    joined.computeIfPresent(member, (m, epoch) -> epoch.isAfter(onDisk) ? onDisk : epoch);
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
