package dev.understudy.orchestrator.application;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import java.time.Duration;
import java.time.Instant;

/**
 * What a member's node says of its lease.
 *
 * @param state null: it isn't its epoch's primary, or its node has said nothing lately
 * @param lastFailsafe the last time that it took writes without a lease; null: none was heard of
 */
public record LeaseStatus(LeaseState state, Failsafe lastFailsafe) {

  /**
   * A time in which a primary took writes without a lease.
   *
   * @param then what came afterwards
   */
  public record Failsafe(Epoch epoch, Instant endedAt, Duration lasted, LeaseState then) {

    static Failsafe of(MemberFailsafeEnded ended, Instant at) {
      return new Failsafe(ended.epoch(), at, ended.lasted(), ended.lease());
    }
  }
}
