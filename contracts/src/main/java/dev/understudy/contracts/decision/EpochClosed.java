package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.util.List;

/**
 * The change of primary is over.
 *
 * @param primary the new primary; null if it failed
 * @param deposedOffset the last offset known of the old primary; null if unknown
 * @param promotedOffset where the new primary stood when it was elected; null if there is none
 * @param measuredLossBytes last offset known of the old primary less the offset promoted, and what
 *     earlier epochs cost that ended in this one instead of an end of their own; null if unknown
 * @param measuredOutageMillis as the probers saw it: from the last moment at which any vantage saw
 *     the old primary answer as a primary to the first at which any saw the new one do so. Exact to
 *     a probe interval at either end; null if unknown
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
    Offset deposedOffset,
    Offset promotedOffset,
    Long measuredLossBytes,
    Long measuredOutageMillis,
    Timeline timeline,
    List<String> notes)
    implements Decision {

  public EpochClosed {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("cause", cause);
    Required.field("outcome", outcome);
    Required.field("timeline", timeline);
    if (measuredOutageMillis != null) {
      Required.notNegative("measuredOutageMillis", measuredOutageMillis);
    }
    notes = Required.list("notes", notes);
  }
}
