package dev.understudy.contracts.member;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import java.time.Duration;

/**
 * A primary took writes without a lease, by {@link LeaseState#FAILSAFE}, and does so no more. Said
 * when it is over, as nobody could be told while the bus was away. Not said of the time before its
 * node was restarted.
 *
 * @param epoch the one whose primary it was
 * @param lasted by its node's monotonic clock
 * @param lease what came then: {@code HELD} if the bus is back; {@code NONE} if it had to stop
 */
public record MemberFailsafeEnded(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    Duration lasted,
    LeaseState lease)
    implements MemberEvent {

  public MemberFailsafeEnded {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.notNegative("lasted", Required.field("lasted", lasted).toMillis());
    Required.field("lease", lease);
  }
}
