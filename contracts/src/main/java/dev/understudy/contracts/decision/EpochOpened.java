package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Instant;
import java.util.List;

/**
 * The instance's change of primary has begun. Every member leaves the epoch before.
 *
 * @param deposed the primary of the epoch before; null if there was none
 * @param deposedOffset the last offset known of it; null if unknown
 * @param target who is asked to take over; null if the best is to be chosen
 * @param members everybody who belongs to the epoch
 * @param excluded members that may not be elected in this epoch
 * @param suspectedAt when the first sign of trouble was seen, on the orchestrator's clock
 * @param openedBy the orchestrator, or the operator, that wrote this
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochOpened(
    InstanceId instance,
    Epoch epoch,
    Cause cause,
    MemberId deposed,
    Offset deposedOffset,
    MemberId target,
    List<MemberId> members,
    List<MemberId> excluded,
    List<Evidence> evidence,
    Instant suspectedAt,
    String openedBy)
    implements Decision {

  public EpochOpened {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("cause", cause);
    members = Required.list("members", members);
    excluded = Required.list("excluded", excluded);
    evidence = Required.list("evidence", evidence);
    Required.field("suspectedAt", suspectedAt);
  }
}
