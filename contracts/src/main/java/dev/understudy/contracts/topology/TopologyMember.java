package dev.understudy.contracts.topology;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberRole;

/**
 * One member as the orchestrator knows it.
 *
 * @param serving whether clients can use it: a confirmed primary, or a replica whose link is up
 */
public record TopologyMember(
    MemberId member,
    NodeId node,
    String region,
    String zone,
    Address address,
    MemberRole role,
    boolean serving) {

  public TopologyMember {
    Required.field("member", member);
    Required.field("node", node);
    Required.field("address", address);
    Required.field("role", role);
  }
}
