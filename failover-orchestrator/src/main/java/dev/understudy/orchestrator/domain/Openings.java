package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the records that open epochs. */
final class Openings {

  private Openings() {}

  /** The first epoch of a new instance, or of one that was deleted and made again. */
  static EpochOpened first(Situation situation) {
    return new EpochOpened(
        situation.instance(),
        situation.epoch().next(),
        Cause.INSTANCE_CREATED,
        null,
        null,
        null,
        situation.spec().memberIds(),
        List.of(),
        List.of(),
        situation.now().wall(),
        situation.self());
  }

  /** The primary is dead, as the evidence shows. */
  static EpochOpened failover(
      Situation situation, Cause cause, List<Evidence> evidence, Instant suspectedAt) {
    Offset offset = situation.member(situation.primary()).offsetAsPrimary().orElse(null);
    return replacingPrimary(situation, cause, offset, List.of(), evidence, suspectedAt);
  }

  /** The member elected in this epoch didn't confirm: the next epoch, without it. */
  static EpochOpened unconfirmed(Situation situation, Evidence evidence) {
    List<MemberId> excluded = new ArrayList<>(situation.opened().excluded());
    excluded.add(situation.primary());
    return replacingPrimary(
        situation,
        Cause.PROMOTION_UNCONFIRMED,
        situation.election().offset(),
        excluded,
        List.of(evidence),
        situation.opened().suspectedAt());
  }

  /** The old primary does not go on in a planned change, or only with less: as if it had failed. */
  static EpochOpened insteadOfPlanned(Situation situation) {
    EpochOpened planned = situation.opened();
    Evidence evidence =
        new Evidence(
            situation.self(), planned.deposed() + " did not go on there with all that it had");
    return new EpochOpened(
        situation.instance(),
        situation.epoch().next(),
        Cause.PRIMARY_DEAD,
        planned.deposed(),
        situation.deposedOffset().orElse(null),
        null,
        situation.spec().memberIds(),
        List.of(),
        List.of(evidence),
        planned.suspectedAt(),
        situation.self());
  }

  private static EpochOpened replacingPrimary(
      Situation situation,
      Cause cause,
      Offset deposedOffset,
      List<MemberId> excluded,
      List<Evidence> evidence,
      Instant suspectedAt) {
    MemberId deposed = situation.primary();
    return new EpochOpened(
        situation.instance(),
        situation.epoch().next(),
        cause,
        deposed,
        deposedOffset,
        null,
        situation.spec().memberIds(),
        excluded,
        evidence,
        suspectedAt,
        situation.self());
  }
}
