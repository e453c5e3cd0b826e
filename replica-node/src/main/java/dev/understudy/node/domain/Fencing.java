package dev.understudy.node.domain;

import dev.understudy.contracts.member.FenceMethod;
import java.time.Duration;

/** A process that must not write, and doesn't obey or can't be told so, is ended. */
final class Fencing {

  /** While the node itself begins, a process found running has so long to let it log in. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);

  /** An engine whose pause ends within this time is ended before. */
  private static final Duration LEAST_HOLD = Duration.ofSeconds(1);

  private final MemberState state;
  private final Leading leading;
  private Moment unfencedSince;

  Fencing(MemberState state, Leading leading) {
    this.state = state;
    this.leading = leading;
  }

  void reconcile(Moment now) {
    Engine engine = state.engine;
    if (!engine.mayWrite() || !mustNotWrite(now)) {
      unfencedSince = null;
      return;
    }
    unfencedSince = unfencedSince == null ? now : unfencedSince;
    Duration limit = limit();
    boolean overdue =
        now.isAtLeast(limit, unfencedSince) || engine.silentFor(limit.multipliedBy(2), now);
    if (overdue && (!engine.beingKilled() || engine.killOverdue(now))) {
      engine.killing(now);
      state.add(new Command.Kill("it must be fenced and doesn't obey"));
    }
  }

  /** Without a process, or with one that never wrote, there is nothing to be stopped. */
  void sayNotRunning() {
    Engine engine = state.engine;
    boolean harmless = !engine.running() || !engine.known() && !engine.mayWrite();
    if (harmless && state.order instanceof Order.Join join && join.deposed()) {
      state.sayFenced(FenceMethod.NOT_RUNNING);
    }
  }

  private Duration limit() {
    boolean beginning =
        state.engine.facts() == null || state.order instanceof Order.Lead && !state.record.promoted;
    return beginning ? FIRST_ANSWER : state.timings.fence();
  }

  /**
   * It was said that its writes wait, so they must: a pause that isn't prolonged ends by itself.
   */
  private boolean engineIsLettingGo(Moment now) {
    return !state.engine.held(now.plus(LEAST_HOLD));
  }

  private boolean mustNotWrite(Moment now) {
    if (state.order instanceof Order.Lead lead) {
      return !state.engine.held(now) && !leading.mayTakeWrites(lead, now);
    }
    if (state.order instanceof Order.Join join) {
      return !join.planned() || state.record.fenced && engineIsLettingGo(now);
    }
    return !(state.order instanceof Order.AwaitLog);
  }
}
