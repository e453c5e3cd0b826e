package dev.understudy.contracts.member;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;

/**
 * A member's process has ended. Sent at once.
 *
 * @param exitCode as the operating system gave it; 128 + n after signal n
 * @param role what it was when it ended
 * @param lastOffset the last offset that its node saw
 * @param runId of the process that ended
 */
public record MemberExited(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    int exitCode,
    MemberRole role,
    String runId,
    Offset lastOffset)
    implements MemberEvent {

  public MemberExited {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("role", role);
    Required.field("lastOffset", lastOffset);
  }
}
