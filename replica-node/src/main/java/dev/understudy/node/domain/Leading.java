package dev.understudy.node.domain;

import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.member.FenceMethod;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The member is the epoch's primary: it takes writes while its node holds the lease, or failsafe.
 */
final class Leading {

  /**
   * An engine that hasn't answered for so long gets no renewal. That a script blocks it is an
   * answer: it is no less alive, and fencing it by force works all the same.
   */
  private static final Duration FRESH = Duration.ofMillis(250);

  private final MemberState state;
  private final Supplier<String> renewalIds;

  Leading(MemberState state, Supplier<String> renewalIds) {
    this.state = state;
    this.renewalIds = renewalIds;
  }

  boolean mayTakeWrites(Order.Lead order, Moment now) {
    return whyNotEntitled(order).isEmpty()
        && (state.lease.held(now) || state.failsafe.holds(now, state.lease));
  }

  void reconcile(Order.Lead order, Moment now) {
    String objection = whyNotEntitled(order);
    if (!objection.isEmpty()) {
      refuse(order, objection, now);
      return;
    }
    renew(order, now);
    EngineFacts facts = state.engine.facts();
    boolean writing = facts.primary() && !state.engine.held(now);
    if (state.lease.held(now)) {
      lead(order, writing, now);
    } else if (facts.primary() && !state.failsafe.holds(now, state.lease)) {
      stopWriting(now);
    } else if (facts.parked() && state.record.promoted) {
      state.record.promoted = false;
      state.sayFenced(FenceMethod.PARKED);
    }
    if (writing && state.failsafe.shouldAsk(now, state.lease) && state.engine.free(now)) {
      state.failsafe.asked(now);
      state.act(new Act.AskReplicas(order.others()), now);
    }
  }

  /**
   * Parks the engine. If it was found running and this process never held the lease, its writes
   * only wait for a while: the first renewal is under way.
   */
  private void stopWriting(Moment now) {
    boolean soon = !now.isAtLeast(state.lease.lifetime(), state.record.since);
    if (state.record.promoted || !soon) {
      state.act(new Act.Park(), now);
    } else if (state.engine.holdExpiring(now)) {
      state.act(new Act.HoldWrites(), now);
    }
  }

  private void lead(Order.Lead order, boolean writing, Moment now) {
    EngineFacts facts = state.engine.facts();
    if (!writing && !facts.loading()) {
      state.act(new Act.Promote(), now);
    } else if (writing && !state.record.promoted && !state.engine.acting()) {
      state.record.promoted = true;
      state.record.fenced = false;
      state.add(
          new Command.Publish(state.statements.promoted(order.epoch(), facts, order.address())));
      state.stand(state.standing.synced(order.epoch()).whole(facts.runId()));
    }
  }

  private void renew(Order.Lead order, Moment now) {
    boolean answers = !now.isAtLeast(FRESH, state.engine.answeredAt());
    if (answers && state.lease.due(now)) {
      String renewal = renewalIds.get();
      long lifetimeMillis = state.lease.renewing(renewal, now).toMillis();
      state.add(
          new Command.Renew(
              new LeaseRenewed(
                  state.id.instance(), order.epoch(), state.id.member(), renewal, lifetimeMillis)));
    }
  }

  private void refuse(Order.Lead order, String objection, Moment now) {
    if (state.engine.facts().primary()) {
      state.act(new Act.Park(), now);
    }
    if (!state.record.warned) {
      state.record.warned = true;
      state.add(new Command.Warn("not promoted in epoch " + order.epoch() + ": " + objection));
    }
  }

  /** Empty if this is the process, with the dataset, that was elected. */
  private String whyNotEntitled(Order.Lead order) {
    EngineFacts facts = state.engine.facts();
    if (facts == null || !state.joinedOnDisk(order.epoch())) {
      return "the engine was restarted since it joined";
    }
    if (!facts.primary() && facts.offset().compareTo(order.offset()) < 0) {
      return "its offset " + facts.offset() + " is lower than the elected " + order.offset();
    }
    return "";
  }
}
