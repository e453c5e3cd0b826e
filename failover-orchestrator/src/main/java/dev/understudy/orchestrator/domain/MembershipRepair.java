package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A replica is added to the spec first and to the log then, and removed the other way round.
 * Whoever did that may have died in between: what differs for long is completed. A change in the
 * log that the spec has not seen is a removal to be completed; otherwise the spec is right, also
 * when an epoch was opened meanwhile by who had an older one.
 */
final class MembershipRepair {

  private Moment differingSince;
  private Moment repairedAt;

  /** What to publish; empty while nothing differs, or whoever changes it may still be at it. */
  Optional<Event> look(Situation situation) {
    if (!differs(situation.spec(), situation.ledger())) {
      differingSince = null;
      return Optional.empty();
    }
    differingSince = differingSince == null ? situation.now() : differingSince;
    boolean due =
        situation.isOver(situation.timing().membershipRepair(), differingSince)
            && !situation.isPending(repairedAt);
    if (!due) {
      return Optional.empty();
    }
    repairedAt = situation.now();
    return Optional.of(repair(situation));
  }

  private static boolean differs(InstanceSpec spec, DecisionLedger ledger) {
    return !same(spec.memberIds(), ledger.members());
  }

  private static boolean same(List<MemberId> some, List<MemberId> others) {
    return new HashSet<>(some).equals(new HashSet<>(others));
  }

  private static Event repair(Situation situation) {
    InstanceSpec spec = situation.spec();
    DecisionLedger ledger = situation.ledger();
    return situation
        .facts()
        .membership()
        .filter(change -> change.revision() > spec.revision())
        .filter(change -> same(change.members(), ledger.members()))
        .<Event>map(removal -> with(spec, removal))
        .orElseGet(
            () ->
                new MembershipChanged(
                    spec.instance(),
                    ledger.epoch(),
                    Math.max(spec.revision(), ledger.membersRevision() + 1),
                    spec.memberIds()));
  }

  /** Whoever removed it has checked; the settings may have been changed at the same time. */
  private static InstanceSpec with(InstanceSpec spec, MembershipChanged removal) {
    List<MemberSpec> left =
        spec.members().stream().filter(m -> removal.members().contains(m.member())).toList();
    HighAvailability settings = spec.highAvailability();
    int synchronous = Math.min(settings.synchronousReplicas(), left.size() - 1);
    return new InstanceSpec(
        spec.instance(),
        removal.revision(),
        spec.port(),
        spec.profile(),
        left,
        settings.withSynchronousReplicas(synchronous),
        spec.alerts(),
        spec.secrets());
  }
}
