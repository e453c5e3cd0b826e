package dev.understudy.contracts.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import java.time.Duration;

/**
 * A member's state as its node sees it: every 100 ms while something changes, every second
 * otherwise, every 10 ms while a switchover waits for it.
 *
 * @param responsive whether it answered its node's last PING in time
 * @param runId the engine's {@code run_id}; empty while it doesn't answer
 * @param offset what it has applied, {@code master_repl_offset}
 * @param link its link to its primary; {@code NONE} for a primary
 * @param linkSilence time since the link last carried anything; zero for a primary
 * @param everSynced whether its dataset came from a primary of this instance (or it has been one)
 * @param dataEpoch as in {@link MemberJoined}
 * @param intact as in {@link MemberJoined}
 * @param lease what permits the epoch's primary to take writes; null: it isn't the one, or its node
 *     is too old to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberReported(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    MemberRole role,
    boolean responsive,
    boolean loading,
    String runId,
    String replicationId,
    Offset offset,
    LinkState link,
    Duration linkSilence,
    boolean everSynced,
    long keyCount,
    int attachedReplicas,
    long fullResyncs,
    long partialResyncs,
    Epoch dataEpoch,
    Boolean intact,
    LeaseState lease)
    implements MemberEvent {

  public MemberReported {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("role", role);
    Required.field("runId", runId);
    Required.field("replicationId", replicationId);
    Required.field("offset", offset);
    Required.field("link", link);
    Required.field("linkSilence", linkSilence);
    intact = Boolean.TRUE.equals(intact);
  }
}
