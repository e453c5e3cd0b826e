package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;

/** Observations with figures in them. */
final class AlertSamples {

  private static final long USED_BYTES = 1 << 20;

  private AlertSamples() {}

  static MemberObservation replica(MemberId member, long lagMillis) {
    return new MemberObservation(
        member,
        Outcome.OK,
        "",
        0,
        100L,
        MemberRole.REPLICA,
        "run",
        "history",
        Offset.of(1000),
        0L,
        lagMillis,
        true,
        10L,
        1,
        0,
        USED_BYTES);
  }

  static MemberObservation primary(MemberId member) {
    return primary(member, 0);
  }

  static MemberObservation primary(MemberId member, long silentMillis) {
    return new MemberObservation(
        member,
        Outcome.OK,
        "",
        silentMillis,
        100L,
        MemberRole.PRIMARY,
        "run",
        "history",
        Offset.of(1000),
        null,
        null,
        null,
        10L,
        1,
        2,
        USED_BYTES);
  }
}
