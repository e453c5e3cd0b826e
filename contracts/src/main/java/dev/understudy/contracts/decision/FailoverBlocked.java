package dev.understudy.contracts.decision;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.util.List;

/**
 * A failover seemed due and did not happen. Counts once per (instance, epoch, reason).
 *
 * @param epoch the epoch that the instance stays in
 * @param explanation what an operator needs to know to act
 */
public record FailoverBlocked(
    InstanceId instance,
    Epoch epoch,
    Cause cause,
    BlockReason reason,
    String explanation,
    List<RejectedCandidate> rejected,
    List<Evidence> evidence)
    implements Decision {

  public FailoverBlocked {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("cause", cause);
    Required.field("reason", reason);
    rejected = Required.list("rejected", rejected);
    evidence = Required.list("evidence", evidence);
  }
}
