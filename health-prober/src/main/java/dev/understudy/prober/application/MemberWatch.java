package dev.understudy.prober.application;

import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.prober.domain.Expectation;
import dev.understudy.prober.domain.Finding;
import dev.understudy.prober.domain.MemberReading;
import dev.understudy.prober.domain.Sighting;
import dev.understudy.prober.domain.Silence;
import dev.understudy.prober.domain.Target;
import dev.understudy.prober.domain.Vitals;
import java.util.concurrent.TimeUnit;

/**
 * One member in its instance's rounds. At most one question is outstanding: while it is, later
 * rounds report the time-out and how long the member has been silent, and its answer, however late,
 * is a sign of life.
 */
final class MemberWatch implements Line.Listener {

  /** Hears of what a member's round depends on. */
  interface Rounds {

    void answered(MemberWatch member);

    void broken();
  }

  private final Target target;
  private final Surroundings surroundings;
  private final Rounds rounds;
  private final Silence silence;
  private final Line line;
  private final MemberMeters meters;

  private boolean outstanding;
  private boolean awaited;
  private long askedNanos;
  private long answeredNanos;
  private Finding finding;
  private MemberRole role = MemberRole.REPLICA;

  /**
   * @param silence goes on when a member moves to another address
   */
  MemberWatch(
      Target target, String password, Silence silence, Surroundings surroundings, Rounds rounds) {
    this.target = target;
    this.silence = silence;
    this.surroundings = surroundings;
    this.rounds = rounds;
    this.line = surroundings.lines().to(target, password, this);
    this.meters = surroundings.meters().member(target);
  }

  Target target() {
    return target;
  }

  Silence silence() {
    return silence;
  }

  /** Makes the round wait for this member. */
  void await() {
    awaited = true;
    finding = null;
  }

  /**
   * Ends the round's waiting for this member.
   *
   * @return whether it was waited for
   */
  boolean settle() {
    boolean was = awaited;
    awaited = false;
    return was;
  }

  /**
   * Asks the member, unless an earlier question is still open.
   *
   * @return whether an answer can be expected within this round; one that is overdue is not waited
   *     for, so that a hung member doesn't slow the others' rounds
   */
  boolean ask(long timeoutMillis) {
    long now = surroundings.nanos().getAsLong();
    long openMillis = TimeUnit.NANOSECONDS.toMillis(now - askedNanos);
    if (outstanding && openMillis < surroundings.abandonMillis()) {
      return openMillis < timeoutMillis;
    }
    if (outstanding) {
      line.drop();
    }
    outstanding = true;
    askedNanos = now;
    line.ask();
    return true;
  }

  @Override
  public void answered(Finding answer) {
    answeredNanos = surroundings.nanos().getAsLong();
    outstanding = false;
    finding = answer;
    if (!answer.outcome().silent()) {
      silence.signOfLife(answeredNanos);
    }
    rounds.answered(this);
  }

  @Override
  public void broken() {
    rounds.broken();
  }

  /**
   * What this round saw of the member.
   *
   * @param timeoutMillis of the round; bounds what is measured of an open question
   */
  Sighting sighting(long nowNanos, long timeoutMillis) {
    long endNanos = finding == null ? nowNanos : answeredNanos;
    long tookNanos = endNanos - askedNanos;
    Finding seen =
        finding == null ? Finding.timeout(TimeUnit.NANOSECONDS.toMillis(tookNanos)) : finding;
    surroundings
        .meters()
        .probed(
            seen.outcome(),
            finding == null
                ? Math.min(tookNanos, TimeUnit.MILLISECONDS.toNanos(timeoutMillis))
                : tookNanos);
    long silentMillis = seen.outcome().silent() ? silence.millis(nowNanos) : 0;
    return new Sighting(target.member(), seen, silentMillis);
  }

  /** Shows what came of the round. */
  void show(MemberObservation seen, Expectation expectation) {
    boolean informed = finding != null && finding.info() != null;
    Vitals vitals = informed ? finding.info().vitals() : null;
    role = expectation.shownRole(target.member(), seen.role(), role);
    meters.show(new MemberReading(role, vitals, seen.lagBytes(), seen.lagMillis()));
  }

  void close() {
    line.drop();
    meters.close();
  }
}
