package dev.understudy.localstack.chaos.history;

import dev.understudy.localstack.chaos.history.Violation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads a history and says what in it must not have happened.
 *
 * <p>A write that every replica acknowledged must still be there. Other writes may be gone if a
 * later closed epoch reports as many bytes, or that it doesn't know. A report can't be more exact
 * than what was last heard of the old primary, so what it acknowledged in its very last moments may
 * be gone without a word.
 *
 * <p>A write that was sent after the primary of a later epoch had acknowledged one proves that two
 * members took writes at the same time.
 */
public final class Checker {

  /** Nodes report offsets every 100 ms while they change; some of it for the way and a pause. */
  static final Duration REPORTS_RESOLUTION = Duration.ofMillis(300);

  private static final double NANOS_PER_MILLI = 1_000_000.0;

  private final History history;
  private final Reigns reigns;
  private final List<Violation> violations = new ArrayList<>();

  private Checker(History history) {
    this.history = history;
    this.reigns = new Reigns(history);
  }

  /** All violations; empty if there are none. */
  public static List<Violation> violations(History history) {
    Checker checker = new Checker(history);
    checker.nothingReplicatedIsLost();
    checker.lossesAreReported();
    checker.onePrimaryAtATime();
    checker.onlyTheElectedTakeWrites();
    return List.copyOf(checker.violations);
  }

  private void nothingReplicatedIsLost() {
    byEpoch(history.missing().stream().filter(Write::replicated).toList())
        .forEach(
            (epoch, lost) ->
                found(
                    Kind.ACKNOWLEDGED_WRITE_LOST,
                    "%d writes of epoch %d that every replica had acknowledged are gone, the first is %s"
                        .formatted(lost.size(), epoch, lost.get(0).key())));
  }

  private void lossesAreReported() {
    LossLedger ledger = new LossLedger(history.losses());
    List<Write> unreplicated =
        history.missing().stream().filter(write -> !write.replicated()).toList();
    byEpoch(unreplicated)
        .forEach(
            (epoch, lost) -> {
              long end = lastAck(epoch) - REPORTS_RESOLUTION.toNanos();
              List<Write> known = lost.stream().filter(w -> w.ackedNanos() - end < 0).toList();
              long bytes = known.stream().mapToLong(Write::bytes).sum();
              ledger
                  .uncovered(epoch, bytes)
                  .ifPresent(
                      uncovered ->
                          found(
                              Kind.LOSS_NOT_REPORTED,
                              "%d writes of epoch %d (%d bytes) are gone, the first is %s; %d bytes of them no closed epoch reports"
                                  .formatted(
                                      known.size(), epoch, bytes, known.get(0).key(), uncovered)));
            });
  }

  private long lastAck(long epoch) {
    List<Write> all = reigns.writes().getOrDefault(epoch, List.of());
    long last = all.isEmpty() ? 0 : all.get(0).ackedNanos();
    for (Write write : all) {
      last = write.ackedNanos() - last > 0 ? write.ackedNanos() : last;
    }
    return last;
  }

  /** Writes of one epoch against the first acknowledgement of any later one. */
  private void onePrimaryAtATime() {
    Write firstLater = null;
    for (long epoch : reigns.writes().descendingKeySet()) {
      List<Write> own = reigns.writes().get(epoch);
      if (firstLater != null) {
        compare(epoch, own, firstLater);
      }
      for (Write write : own) {
        boolean earlier = firstLater == null || write.ackedNanos() - firstLater.ackedNanos() < 0;
        firstLater = earlier ? write : firstLater;
      }
    }
  }

  private void compare(long epoch, List<Write> own, Write firstLater) {
    List<Write> late =
        own.stream().filter(w -> w.sentNanos() - firstLater.ackedNanos() > 0).toList();
    if (!late.isEmpty()) {
      long overlap =
          late.stream().mapToLong(w -> w.sentNanos() - firstLater.ackedNanos()).max().orElse(0);
      found(
          Kind.TWO_PRIMARIES,
          "%s, the primary of epoch %d, took %d writes up to %.0f ms after %s, the primary of epoch %d, had taken one"
              .formatted(
                  reigns.reign(epoch).host(),
                  epoch,
                  late.size(),
                  overlap / NANOS_PER_MILLI,
                  firstLater.host(),
                  reigns.of(firstLater).orElseThrow().epoch()));
    }
  }

  private void onlyTheElectedTakeWrites() {
    if (!reigns.unelected().isEmpty()) {
      Write first = reigns.unelected().get(0);
      found(
          Kind.NEVER_ELECTED,
          "%s took %s and had never been elected; %d such writes"
              .formatted(first.host(), first.key(), reigns.unelected().size()));
    }
  }

  /** What was never elected counts as of epoch 0. */
  private NavigableMap<Long, List<Write>> byEpoch(List<Write> some) {
    NavigableMap<Long, List<Write>> grouped = new TreeMap<>();
    for (Write write : some) {
      long epoch = reigns.of(write).map(Reign::epoch).orElse(0L);
      grouped.computeIfAbsent(epoch, any -> new ArrayList<>()).add(write);
    }
    return grouped;
  }

  private void found(Kind kind, String text) {
    violations.add(new Violation(kind, text));
  }
}
