package dev.understudy.contracts.member;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;

/**
 * A member's link to the primary of its epoch is up.
 *
 * @param resync how it came up
 */
public record MemberFollowing(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    MemberId primary,
    Resync resync,
    Offset offset)
    implements MemberEvent {

  public MemberFollowing {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("primary", primary);
    Required.field("resync", resync);
    Required.field("offset", offset);
  }
}
