package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a state decides on.
 *
 * @param self who writes the decisions
 */
record Situation(Facts facts, Moment now, Timing timing, String self) {

  /** Who is further behind is not waited for: perhaps it is only the clocks that disagree. */
  private static final Duration MOST_LATE = Duration.ofSeconds(30);

  InstanceSpec spec() {
    return facts.spec().orElseThrow(() -> new IllegalStateException("no spec yet"));
  }

  InstanceId instance() {
    return spec().instance();
  }

  HighAvailability highAvailability() {
    return spec().highAvailability();
  }

  DecisionLedger ledger() {
    return facts.ledger();
  }

  Epoch epoch() {
    return ledger().epoch();
  }

  EpochOpened opened() {
    return ledger().opened().orElseThrow(() -> new IllegalStateException("no epoch yet"));
  }

  PrimaryElected election() {
    return ledger().elected().orElseThrow(() -> new IllegalStateException("no election yet"));
  }

  MemberId primary() {
    return election().member();
  }

  /**
   * The last offset known of the primary that the epoch replaces: as it was when the epoch was
   * opened, or, if it has joined since with what it wrote itself, as it is.
   */
  Optional<Offset> deposedOffset() {
    EpochOpened opened = opened();
    if (opened.deposed() == null) {
      return Optional.ofNullable(opened.deposedOffset());
    }
    Optional<Offset> known =
        opened.deposedOffset() != null
            ? Optional.of(opened.deposedOffset())
            : member(opened.deposed()).offsetAsPrimary();
    boolean resumed =
        ledger().elected().filter(e -> e.member().equals(opened.deposed())).isPresent();
    return resumed ? known : known.map(offset -> furthest(offset, opened));
  }

  /** A restarted primary has less than it had: what it brings back can only raise what is known. */
  private Offset furthest(Offset known, EpochOpened opened) {
    MemberFacts deposed = member(opened.deposed());
    Optional<Offset> itsOwn =
        deposed
            .standing(opened.epoch())
            .filter(s -> facts.electedBefore(opened.epoch()).filter(s::hasDataOf).isPresent())
            .map(MemberFacts.Standing::offset);
    return Stream.of(Optional.of(known), deposed.offsetAsPrimary(), itsOwn)
        .flatMap(Optional::stream)
        .max(Offset::compareTo)
        .orElse(known);
  }

  /**
   * Whether what was appended at {@code appendedAt} may still be on its way back; null: nothing.
   */
  boolean isPending(Moment appendedAt) {
    return !isOver(timing.appendTimeout(), appendedAt);
  }

  MemberFacts member(MemberId member) {
    return facts.member(member);
  }

  boolean isFresh(Moment moment) {
    return !now.isAtLeast(timing.freshness(), moment);
  }

  /**
   * Whether an epoch whose members nobody wants is one of a former life of the instance, which was
   * deleted and made again. If the epoch was read a moment ago, it is rather the spec that is old:
   * the one that the members stand in is still on its way, in another topic.
   */
  boolean isOfAFormerLife() {
    return isOver(timing.joinWindow(), facts.openedReadAt());
  }

  /**
   * Whether a wait for what nodes say is over: all that was said before its end was read, as far as
   * can be told from what was read last. Who reads nothing, or old news only, waits on.
   */
  boolean isHeardOut(Duration wait, Moment start) {
    boolean read = isOver(wait.plus(facts.hearing().lateness()), start);
    return read && !facts.hearing().isBehind(this) || isOver(wait.plus(MOST_LATE), start);
  }

  /**
   * Whether what nodes say is read so late that nobody can be judged by it. Whoever waits for that
   * waits {@link #MOST_LATE} beyond what he waits for anyhow.
   */
  boolean isBehind(Duration wait, Moment start) {
    return facts.hearing().isBehind(this) && !isOver(wait.plus(MOST_LATE), start);
  }

  /** Whether a wait that began at {@code start} is over; a null start: it never began. */
  boolean isOver(Duration wait, Moment start) {
    return start == null || now.isAtLeast(wait, start);
  }
}
