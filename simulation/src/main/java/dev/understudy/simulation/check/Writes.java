package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every write that was acknowledged to its client, and whether it is still there. */
public final class Writes {

  /** What may pass between a report and the next, and between a death and its discovery. */
  private static final long UNKNOWN_NANOS = 3_000_000_000L;

  private record Acknowledged(long id, Epoch epoch, long offset, long atNanos) {}

  private final Chronicle chronicle;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Set<Long> unprotected = new HashSet<>();
  private int lives;
  private long total;
  private long lost;

  public Writes(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  /**
   * A write that nobody can answer for: taken by a member that nobody could fence any more, or by a
   * primary that never had a replica, whose offset doesn't move.
   */
  void unprotected(long id) {
    unprotected.add(id);
  }

  /** Its client knows that it was taken. */
  public void acknowledge(long id, Entry entry, Epoch inEpoch, long nowNanos) {
    forgetFormerLives();
    total++;
    if (inEpoch.isAfter(chronicle.lastEpochBeforeThisLife())) {
      acknowledged.add(new Acknowledged(id, inEpoch, entry.endOffset(), nowNanos));
    }
  }

  private void forgetFormerLives() {
    if (lives != chronicle.lives()) {
      lives = chronicle.lives();
      acknowledged.clear();
    }
  }

  /** How many were acknowledged, ever. */
  public long total() {
    return total;
  }

  /** How many of them are gone, within what is allowed. */
  public long lost() {
    return lost;
  }

  /**
   * Compares with what the present epoch's primary has: when it is promoted, for it can't get any
   * of it later, and at the end.
   *
   * @throws Violation if something is gone that must be there
   */
  public void verify(Engine primary) {
    forgetFormerLives();
    lost = 0;
    Set<Long> present = new HashSet<>();
    for (Entry entry = primary.data(); entry != null; entry = entry.before()) {
      present.add(entry.writeId());
    }
    for (Acknowledged write : acknowledged) {
      if (!present.contains(write.id())) {
        judge(write);
      }
    }
  }

  private void judge(Acknowledged write) {
    if (chronicle.spec().highAvailability().synchronousReplicas() > 0) {
      lost++;
      requireForce(write);
    } else if (!unprotected.contains(write.id())) {
      lost++;
      requireExcuse(write);
    }
  }

  /** What replicas have acknowledged may be lost only by somebody's will. */
  private void requireForce(Acknowledged write) {
    for (Chronicle.Chapter chapter : chronicle.chapters().tailMap(write.epoch(), false).values()) {
      if (chapter.opened().cause() == Cause.FORCED && isBehindLoss(chapter, write)) {
        return;
      }
    }
    throw new Violation(
        Invariant.SYNCHRONOUS_WRITES_STAY,
        "write %d at offset %d of epoch %s was acknowledged by its replicas and is lost"
            .formatted(write.id(), write.offset(), write.epoch()));
  }

  /**
   * By force, one may be elected who went another way before, and has a higher offset all the same.
   * What nobody had heard of then isn't in the loss that it reports.
   */
  private boolean isBehindLoss(Chronicle.Chapter chapter, Acknowledged write) {
    if (chapter.elected() == null) {
      return false;
    }
    Long reported = chapter.elected().estimatedLossBytes();
    boolean told = reported == null || reported > 0 || isUnheardOf(write);
    return chapter.opened().cause() == Cause.FORCED && told
        || chapter.elected().offset().value() < write.offset();
  }

  /** Its primary died before it had told how far it came, or soon enough after that. */
  private boolean isUnheardOf(Acknowledged write) {
    Chronicle.Chapter own = chronicle.chapters().get(write.epoch());
    return write.offset() > own.knownOffset().value()
        && write.atNanos() <= own.knownNanos() + windowNanos();
  }

  private long windowNanos() {
    return chronicle.longestTimeout().toNanos() * 11 / 10 + UNKNOWN_NANOS;
  }

  private void requireExcuse(Acknowledged write) {
    HighAvailability settings = chronicle.spec().highAvailability();
    long windowNanos = windowNanos();
    for (Chronicle.Chapter chapter : chronicle.chapters().tailMap(write.epoch(), false).values()) {
      if (!isBehindLoss(chapter, write)) {
        continue;
      }
      long bytes = write.offset() - chapter.elected().offset().value();
      boolean allowed =
          chapter.opened().cause() == Cause.FORCED
              || bytes <= settings.maxLossBytes()
              || chapter.elected().estimatedLossBytes() == null
              || isUnheardOf(write)
              || write.atNanos() >= chapter.openedNanos() - windowNanos;
      if (!allowed) {
        throw new Violation(
            Invariant.NO_UNREPORTED_LOSS,
            "write %d at offset %d of epoch %s is lost; epoch %s was elected at %s, %d bytes less"
                .formatted(
                    write.id(),
                    write.offset(),
                    write.epoch(),
                    chapter.opened().epoch(),
                    chapter.elected().offset(),
                    bytes));
      }
      return;
    }
    throw new Violation(
        Invariant.NO_UNREPORTED_LOSS,
        "write %d at offset %d of epoch %s is lost, and no election is behind it"
            .formatted(write.id(), write.offset(), write.epoch()));
  }
}
