package dev.understudy.contracts.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;

/**
 * A former primary has writes that its successor doesn't have. They were saved as far as that was
 * possible; from now on it follows, which replaces its dataset. May be said again after a crash of
 * its node.
 *
 * @param epoch the epoch whose primary it follows from now on
 * @param ledEpoch the last epoch that it was primary of: whose writes are concerned
 * @param path the snapshot (RDB) with its whole dataset, on its node's disk; null: there is none,
 *     and the problem says why
 * @param divergingBytes how much of its replication stream its successor hasn't
 * @param keysDiffering keys whose values differ between the two, or that only one of them has; also
 *     what was written to the successor meanwhile counts. Null: unknown
 * @param complete whether all keys were compared; otherwise at least {@code keysDiffering} differ
 * @param problem what could not be done in the time there was, and why; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberQuarantined(
    InstanceId instance,
    MemberId member,
    NodeId node,
    Epoch epoch,
    Epoch ledEpoch,
    String path,
    long divergingBytes,
    Long keysDiffering,
    boolean complete,
    String problem)
    implements MemberEvent {

  public MemberQuarantined {
    Required.field("instance", instance);
    Required.field("member", member);
    Required.field("node", node);
    Required.field("epoch", epoch);
    Required.field("ledEpoch", ledEpoch);
    Required.notNegative("divergingBytes", divergingBytes);
    if (keysDiffering != null) {
      Required.notNegative("keysDiffering", keysDiffering);
    }
  }
}
