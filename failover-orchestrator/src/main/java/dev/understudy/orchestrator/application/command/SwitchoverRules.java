package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import java.util.stream.Collectors;

/**
 * Who may take over when a user asks.
 *
 * @param deposed the primary that is to be replaced; null if nobody ever was
 * @param planned whether it lives; once it is dead no replica's link is up, so only a planned
 *     switchover asks for one that serves
 */
record SwitchoverRules(
    InstanceSpec spec, TopologySnapshot topology, MemberId deposed, boolean planned) {

  static boolean primaryServes(TopologySnapshot topology) {
    return switch (topology.condition()) {
      case HEALTHY, DEGRADED ->
          topology.primaryMember().filter(TopologyMember::serving).isPresent();
      case PROVISIONING, SUSPECT, FAILING_OVER, SWITCHING_OVER, BLOCKED -> false;
    };
  }

  /**
   * The member of that name, if it may take over.
   *
   * @throws InvalidField if there is none
   * @throws Conflict if it may not
   */
  MemberId requireTarget(String name) {
    MemberSpec target =
        spec.members().stream()
            .filter(member -> member.member().value().equals(name))
            .findFirst()
            .orElseThrow(() -> new InvalidField("target", "must be one of " + replicas()));
    if (target.member().equals(deposed)) {
      throw unfit(target, "is the primary already; the others are " + replicas());
    }
    if (!target.promotable()) {
      throw unfit(target, "has priority 0: it is never promoted");
    }
    if (planned && !serving(target)) {
      throw unfit(target, "does not follow the primary; wait until it serves");
    }
    return target.member();
  }

  /**
   * Refuses if nobody may take over. Who forces a dead primary that is alone lets it go on with
   * what it came back with.
   *
   * @throws Conflict then
   */
  void requireSomebody() {
    boolean mayResume = !planned && spec.members().size() == 1;
    boolean somebody =
        spec.members().stream()
            .filter(member -> mayResume || !member.member().equals(deposed))
            .anyMatch(member -> member.promotable() && (!planned || serving(member)));
    if (!somebody) {
      throw new Conflict(
          ConflictReason.NO_PROMOTABLE_REPLICA,
          planned
              ? spec.instance() + " has no replica that serves and has a priority above 0"
              : spec.instance() + " has no replica with a priority above 0");
    }
  }

  private boolean serving(MemberSpec member) {
    return topology.members().stream()
        .anyMatch(known -> known.member().equals(member.member()) && known.serving());
  }

  private String replicas() {
    String names =
        spec.memberIds().stream()
            .filter(member -> !member.equals(deposed))
            .map(MemberId::value)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "its replicas, of which it has none" : names;
  }

  private static Conflict unfit(MemberSpec target, String why) {
    return new Conflict(ConflictReason.TARGET_NOT_PROMOTABLE, target.member() + " " + why);
  }
}
