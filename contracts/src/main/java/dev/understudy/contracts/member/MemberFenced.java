package dev.understudy.contracts.member;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;

/**
 * A member that was primary takes no writes any more.
 *
 * @param offset the last offset known of it
 */
public record MemberFenced(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    FenceMethod method,
    Offset offset)
    implements MemberEvent {

  public MemberFenced {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("method", method);
    Required.field("offset", offset);
  }
}
