package dev.understudy.contracts.member;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;

/**
 * The elected member is the primary now and takes writes.
 *
 * @param offset at its promotion
 */
public record MemberPromoted(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    String replicationId,
    Offset offset,
    Address address)
    implements MemberEvent {

  public MemberPromoted {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("offset", offset);
    Required.field("address", address);
  }
}
