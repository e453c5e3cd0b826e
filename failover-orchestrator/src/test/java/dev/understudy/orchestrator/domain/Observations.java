package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.DEMO;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberRole;
import java.util.List;

/** What probers say of one round: of members that answered, with the figures of their answers. */
final class Observations {

  private static final long USED_BYTES = 1 << 20;

  private Observations() {}

  static InstanceObserved round(String vantage, Epoch epoch, MemberObservation... seen) {
    return new InstanceObserved(DEMO, Vantage.of(vantage), 1, epoch, 1, List.of(seen));
  }

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
