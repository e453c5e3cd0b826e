package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import java.time.Duration;

/** Something to do with an engine. Each may be repeated; each is answered with fresh facts. */
public sealed interface Act {

  /** Whether its success means that the engine takes no writes. */
  default boolean fences() {
    return false;
  }

  /** Just look. */
  record Look() implements Act {}

  /**
   * Let writes wait, for a limited time.
   *
   * <p>The engine's own pings to its replicas are stopped too: they would move its offset.
   */
  record HoldWrites() implements Act {
    @Override
    public boolean fences() {
      return true;
    }
  }

  /** Point it at a closed address, then cut its clients off. */
  record Park() implements Act {
    @Override
    public boolean fences() {
      return true;
    }
  }

  /** Point a replica at a closed address. */
  record CutUpstream() implements Act {}

  /** Make it a primary that takes writes, or let one whose writes wait go on. */
  record Promote() implements Act {}

  /**
   * Follow a primary.
   *
   * @param evict whether clients that expect a primary here are cut off
   */
  record FollowPrimary(Address address, boolean evict) implements Act {
    @Override
    public boolean fences() {
      return true;
    }
  }

  /** Try at once again to follow a primary that wasn't ready, instead of in a second. */
  record FollowAgain(Address address) implements Act {}

  /** Ask the attached replicas for a sign of life, and count those that give it. */
  record AskReplicas(int expected) implements Act {}

  /** Write a snapshot in the background. */
  record Snapshot() implements Act {}

  /** Take over changed settings. */
  record Tune(Tuning tuning) implements Act {}

  /**
   * Say that a script blocks it when that has taken so long, instead of being silent for longer.
   */
  record AnswerBusy(Duration after) implements Act {}
}
