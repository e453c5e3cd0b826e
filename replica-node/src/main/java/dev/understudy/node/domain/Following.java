package dev.understudy.node.domain;

import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import java.time.Duration;

/** Another member is the epoch's primary: follow it. */
final class Following {

  /**
   * A link is up before what was missed meanwhile has arrived. It follows at once, in the same
   * stream.
   */
  private static final Duration CATCHING_UP = Duration.ofSeconds(1);

  private final MemberState state;
  private final Quarantine quarantine;

  Following(MemberState state, Quarantine quarantine) {
    this.state = state;
    this.quarantine = quarantine;
  }

  void reconcile(Order.Follow order, Moment now) {
    EngineFacts facts = state.engine.facts();
    state.joining(order.epoch());
    if (!facts.follows(order.address())) {
      if (!quarantine.holds(order, now)) {
        follow(order, facts, now);
      }
      return;
    }
    if (!state.seenInThisEpoch()) {
      return;
    }
    if (state.record.formerRole == MemberRole.PRIMARY) {
      state.sayFenced(FenceMethod.PARKED);
    }
    boolean joined = state.sayJoined(order.epoch(), now);
    if (joined && facts.linkUp()) {
      sayFollowing(order, facts);
      noteIntact(facts);
      return;
    }
    state.record.linkedSince = null;
    if (facts.link() == LinkState.DOWN && state.record.retryDue(now)) {
      retry(order, now);
    }
  }

  private void follow(Order.Follow order, EngineFacts facts, Moment now) {
    if (!facts.loading() && state.engine.free(now)) {
      state.record.toldToFollow(facts, now);
      state.act(new Act.FollowPrimary(order.address(), facts.primary()), now);
    }
  }

  private void retry(Order.Follow order, Moment now) {
    if (state.engine.free(now)) {
      state.record.retried();
      state.act(new Act.FollowAgain(order.address()), now);
    }
  }

  private void noteIntact(EngineFacts facts) {
    Moment seen = state.engine.factsAt();
    state.record.linkedSince = state.record.linkedSince == null ? seen : state.record.linkedSince;
    if (!state.standing.intact(facts.runId())
        && !facts.loading()
        && seen.isAtLeast(CATCHING_UP, state.record.linkedSince)) {
      state.stand(state.standing.whole(facts.runId()));
    }
  }

  private void sayFollowing(Order.Follow order, EngineFacts facts) {
    if (state.record.following) {
      return;
    }
    state.record.following = true;
    EngineFacts before = state.record.beforeFollowing;
    Resync resync = before == null ? Resync.UNCHANGED : ResyncVerdict.of(before, facts);
    state.add(
        new Command.Publish(
            state.statements.following(order.epoch(), order.primary(), resync, facts)));
    state.stand(state.standing.synced(order.epoch()));
  }
}
