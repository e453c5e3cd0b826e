package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.util.List;

/**
 * The change of primary is over.
 *
 * @param primary the new primary; null if it failed
 * @param measuredLossBytes last offset known of the old primary less the offset promoted; null if
 *     unknown
 * @param notes what an operator should know, e.g. a replica that has not followed yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochClosed(
    InstanceId instance,
    Epoch epoch,
    Cause cause,
    EpochOutcome outcome,
    MemberId deposed,
    MemberId primary,
    Long measuredLossBytes,
    Timeline timeline,
    List<String> notes)
    implements Decision {

  public EpochClosed {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("cause", cause);
    Required.field("outcome", outcome);
    Required.field("timeline", timeline);
    notes = Required.list("notes", notes);
  }
}
