package dev.understudy.contracts.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;

/**
 * A member has left the epoch before and will never again take data or orders from it.
 *
 * @param role what it was before
 * @param offset where it stands: for a replica after it cut its upstream, for a primary after its
 *     writes were paused or parked
 * @param everSynced whether its dataset came from a primary of this instance (or it has been one)
 * @param loading whether it is still loading its dataset
 * @param dataEpoch the newest epoch whose primary the dataset came from, or that it was primary of
 *     itself; null if its node is too old to say. With the offset it tells where two histories part
 * @param intact whether this very process was in sync with the primary of {@code dataEpoch}, or was
 *     it: then it still has everything that it ever acknowledged. False if its node is too old to
 *     say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberJoined(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    MemberRole role,
    String replicationId,
    Offset offset,
    boolean everSynced,
    boolean loading,
    long keyCount,
    Epoch dataEpoch,
    Boolean intact)
    implements MemberEvent {

  public MemberJoined {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("role", role);
    Required.field("replicationId", replicationId);
    Required.field("offset", offset);
    intact = Boolean.TRUE.equals(intact);
  }
}
