package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the topology says of an instance.
 *
 * @param primary null while there is none
 * @param members those that the topology knows a role of
 */
public record Expectation(
    Epoch epoch, Condition condition, MemberId primary, Set<MemberId> members) {

  /** Nothing is known yet. */
  public static final Expectation NONE =
      new Expectation(Epoch.NONE, Condition.PROVISIONING, null, Set.of());

  public Expectation {
    members = Set.copyOf(members);
  }

  public static Expectation of(TopologySnapshot topology) {
    return new Expectation(
        topology.epoch(),
        topology.condition(),
        topology.primary(),
        topology.members().stream().map(m -> m.member()).collect(Collectors.toSet()));
  }

  /**
   * Whether a member's own idea of its role contradicts the topology. While an epoch is open roles
   * change, and nothing contradicts anything.
   */
  public boolean contradicts(MemberId member, MemberRole role) {
    if (!settled() || role == null || !members.contains(member)) {
      return false;
    }
    MemberRole expected = member.equals(primary) ? MemberRole.PRIMARY : MemberRole.REPLICA;
    return role != expected;
  }

  /**
   * The role to show a member in: what it says itself, or, while it is silent, what the topology
   * says, as long as there is a primary.
   *
   * @param said null while it is silent
   * @param before the role that it was shown in last
   */
  public MemberRole shownRole(MemberId member, MemberRole said, MemberRole before) {
    if (said != null) {
      return said;
    }
    if (primary == null) {
      return before;
    }
    return member.equals(primary) ? MemberRole.PRIMARY : MemberRole.REPLICA;
  }

  /**
   * Whether the orchestrator is about to decide something that fresh observations help with. Once
   * an epoch is open it decides by what the nodes report, and more probes would only be in the way.
   *
   * @param silenceHeard whether a member has fallen silent lately
   */
  public boolean deservesAttention(boolean silenceHeard) {
    return switch (condition) {
      case SUSPECT -> true;
      case FAILING_OVER, SWITCHING_OVER -> false;
      case PROVISIONING, HEALTHY, DEGRADED, BLOCKED -> silenceHeard;
    };
  }

  /**
   * Whether there is a primary that wasn't known as one: it should be seen soon, for its first
   * answer ends the outage. What a prober reads at its start is no news.
   */
  public boolean hasNewPrimarySince(Expectation before) {
    return primary != null && !primary.equals(before.primary) && before != NONE;
  }

  private boolean settled() {
    return primary != null && (condition == Condition.HEALTHY || condition == Condition.DEGRADED);
  }
}
