package dev.understudy.node.domain;

import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberRole;

/** An epoch is open: leave the one before, then say where the member stands. */
final class Joining {

  private final MemberState state;

  Joining(MemberState state) {
    this.state = state;
  }

  void reconcile(Order.Join order, Moment now) {
    state.joining(order.epoch());
    if (order.planned()) {
      reconcilePlanned(order, now);
    } else {
      reconcileUnplanned(order, now);
    }
  }

  /** The primary lets writes wait; replicas keep streaming, so that they can catch up. */
  private void reconcilePlanned(Order.Join order, Moment now) {
    if (state.engine.facts().primary()) {
      if (state.engine.holdExpiring(now)) {
        state.act(new Act.HoldWrites(), now);
      }
      if (state.engine.held(now) && state.seenInThisEpoch()) {
        state.sayFenced(FenceMethod.PAUSED);
        state.sayJoined(order.epoch(), now);
      }
    } else if (state.seenInThisEpoch()) {
      fencedIfDeposed(order);
      state.sayJoined(order.epoch(), now);
    }
  }

  private void reconcileUnplanned(Order.Join order, Moment now) {
    EngineFacts facts = state.engine.facts();
    if (facts.primary()) {
      state.act(new Act.Park(), now);
    } else if (!facts.parked()) {
      state.act(new Act.CutUpstream(), now);
    } else if (state.seenInThisEpoch()) {
      fencedIfDeposed(order);
      state.sayJoined(order.epoch(), now);
    }
  }

  private void fencedIfDeposed(Order.Join order) {
    if (order.deposed() || state.record.formerRole == MemberRole.PRIMARY) {
      state.sayFenced(FenceMethod.PARKED);
    }
  }
}
