package dev.understudy.prober.application;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.prober.domain.Assignment;
import dev.understudy.prober.domain.Cadence;
import dev.understudy.prober.domain.Expectation;
import dev.understudy.prober.domain.LagHistory;
import dev.understudy.prober.domain.RoundReport;
import dev.understudy.prober.domain.Sighting;
import dev.understudy.prober.domain.Silence;
import dev.understudy.prober.domain.Suspicion;
import dev.understudy.prober.domain.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The rounds of one instance: one at a time, each of bounded length, the next one planned when one
 * has ended. Used on the loop only.
 */
final class InstanceWatch implements MemberWatch.Rounds {

  /**
   * Between rounds that something happened for. A server that accepts and hangs up for ever must
   * not keep the prober busy.
   */
  private static final long URGENT_GAP_MILLIS = 20;

  private static final long NO_TIMER = -1;

  private final Surroundings surroundings;
  private final Attention attention;
  private final Outbox outbox;
  private final LagHistory lags = new LagHistory();
  private final Suspicion suspicion = new Suspicion();
  private final Map<MemberId, MemberWatch> members = new LinkedHashMap<>();

  private Assignment assignment;
  private Expectation expectation;
  private boolean silenceHeard;
  private boolean attended;

  private long round;
  private boolean running;
  private boolean urgent;
  private int awaited;
  private long startedNanos;
  private long urgentNotBeforeNanos;
  private long plannedNanos;
  private long plannedIntervalMillis;
  private long timeoutMillis;
  private long tick = NO_TIMER;
  private long deadline = NO_TIMER;

  /** Starts the rounds, the first after a random part of an interval. */
  InstanceWatch(
      Assignment assignment,
      Expectation expectation,
      Surroundings surroundings,
      Attention attention) {
    this.surroundings = surroundings;
    this.attention = attention;
    this.expectation = expectation;
    this.outbox = new Outbox(surroundings.publisher(), surroundings.loop(), surroundings.meters());
    this.urgentNotBeforeNanos = now();
    staff(assignment);
    startedNanos = now() - millis(surroundings.jitter().applyAsLong(intervalMillis()));
    plan(now());
  }

  int memberCount() {
    return members.size();
  }

  /** Takes over a changed instance. */
  void assign(Assignment changed) {
    if (!changed.equals(assignment)) {
      interrupt();
      staff(changed);
      plan(now());
    }
  }

  /** Takes over a changed topology. */
  void expect(Expectation changed) {
    boolean newPrimary = changed.hasNewPrimarySince(expectation);
    expectation = changed;
    if (!running) {
      plan(now());
    }
    if (newPrimary) {
      lookNow();
    }
  }

  /** Something happened: the next round is now. */
  void lookNow() {
    if (running) {
      urgent = true;
      return;
    }
    long waitNanos = urgentNotBeforeNanos - now();
    if (waitNanos <= 0) {
      urgentNotBeforeNanos = now() + millis(URGENT_GAP_MILLIS);
      begin();
    } else {
      tickIn(Math.min(toMillis(waitNanos) + 1, millisToNextRound()));
    }
  }

  void stop() {
    interrupt();
    attend(false);
    members.values().forEach(MemberWatch::close);
    members.clear();
  }

  @Override
  public void answered(MemberWatch member) {
    if (running && member.settle()) {
      settledOne();
    }
  }

  @Override
  public void broken() {
    lookNow();
  }

  private void begin() {
    cancelTick();
    countSkipped();
    running = true;
    round++;
    startedNanos = now();
    timeoutMillis = surroundings.cadence().timeoutMillis(intervalMillis());
    awaited = members.size();
    members.values().forEach(MemberWatch::await);
    deadline = surroundings.loop().after(timeoutMillis, this::conclude);
    for (MemberWatch member : List.copyOf(members.values())) {
      if (!member.ask(timeoutMillis) && member.settle()) {
        settledOne();
      }
    }
  }

  private void settledOne() {
    awaited--;
    if (awaited == 0) {
      conclude();
    }
  }

  private void conclude() {
    surroundings.loop().cancel(deadline);
    running = false;
    long now = now();
    List<Sighting> sightings = new ArrayList<>(members.size());
    silenceHeard = false;
    for (MemberWatch member : members.values()) {
      member.settle();
      Sighting sighting = member.sighting(now, timeoutMillis);
      silenceHeard |= suspicious(sighting);
      sightings.add(sighting);
    }
    surroundings.pulse().beat();
    InstanceObserved observed = observed(sightings, now);
    observed.members().forEach(seen -> members.get(seen.member()).show(seen, expectation));
    outbox.offer(new Observation(observed, suspicion.after(observed, expectation.primary())));
    planNext(Math.min(now, startedNanos + millis(plannedIntervalMillis)));
  }

  private InstanceObserved observed(List<Sighting> sightings, long now) {
    return new InstanceObserved(
        assignment.instance(),
        surroundings.vantage(),
        round,
        expectation.epoch(),
        toMillis(now - startedNanos),
        RoundReport.of(sightings, expectation, lags, now));
  }

  private boolean suspicious(Sighting sighting) {
    return sighting.finding().outcome().silent()
        && Cadence.suspicious(sighting.silentMillis(), assignment.failoverTimeout());
  }

  private void planNext(long earliestNanos) {
    plan(earliestNanos);
    if (urgent) {
      urgent = false;
      lookNow();
    }
  }

  /**
   * Plans the next round, an interval after the last one's start.
   *
   * @param earliestNanos the round wasn't due before, whatever the interval is now
   */
  private void plan(long earliestNanos) {
    attend(expectation.deservesAttention(silenceHeard));
    plannedIntervalMillis = intervalMillis();
    long dueNanos = startedNanos + millis(plannedIntervalMillis);
    plannedNanos = dueNanos - earliestNanos < 0 ? earliestNanos : dueNanos;
    tickIn(millisToNextRound());
  }

  private long millisToNextRound() {
    return Math.max(1, intervalMillis() - toMillis(now() - startedNanos));
  }

  private void tickIn(long delayMillis) {
    cancelTick();
    tick =
        surroundings
            .loop()
            .after(
                delayMillis,
                () -> {
                  tick = NO_TIMER;
                  begin();
                });
  }

  private void cancelTick() {
    if (tick != NO_TIMER) {
      surroundings.loop().cancel(tick);
      tick = NO_TIMER;
    }
  }

  /** Ends a round without a result: its members changed under it. */
  private void interrupt() {
    cancelTick();
    if (running) {
      surroundings.loop().cancel(deadline);
      running = false;
    }
  }

  private void countSkipped() {
    long lateMillis = toMillis(now() - plannedNanos);
    long skipped = (lateMillis + plannedIntervalMillis / 2) / plannedIntervalMillis;
    if (skipped > 0) {
      surroundings.meters().skipped(skipped);
    }
  }

  private long intervalMillis() {
    return surroundings.cadence().intervalMillis(assignment.failoverTimeout(), attended);
  }

  private void attend(boolean wanted) {
    if (wanted && !attended) {
      attended = attention.take();
    } else if (!wanted && attended) {
      attended = false;
      attention.giveBack();
    }
  }

  /** Keeps the lines to members that are where they were; a new password means new lines. */
  private void staff(Assignment changed) {
    boolean samePassword = assignment != null && changed.password().equals(assignment.password());
    String password = surroundings.passwords().open(changed);
    Map<MemberId, MemberWatch> before = new LinkedHashMap<>(members);
    members.clear();
    for (Target target : changed.targets()) {
      MemberWatch known = before.remove(target.member());
      if (known != null && samePassword && known.target().equals(target)) {
        members.put(target.member(), known);
      } else {
        members.put(target.member(), hire(target, password, known));
      }
    }
    before.values().forEach(MemberWatch::close);
    assignment = changed;
  }

  private MemberWatch hire(Target target, String password, MemberWatch before) {
    if (before != null) {
      before.close();
    }
    Silence silence = before == null ? new Silence(now()) : before.silence();
    return new MemberWatch(target, password, silence, surroundings, this);
  }

  private long now() {
    return surroundings.nanos().getAsLong();
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static long toMillis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
