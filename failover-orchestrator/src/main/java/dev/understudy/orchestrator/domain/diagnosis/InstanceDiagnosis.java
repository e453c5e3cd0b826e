package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.Condition;
import java.util.List;

/**
 * How an instance is, why, and what would happen if its primary died now.
 *
 * @param reason the condition in words
 * @param blocker what keeps a failover from happening that is due; null if nothing does
 * @param primary the confirmed primary; null while there is none
 * @param quorum how many vantages have to agree
 * @param prospects one for every way to die; none while there is no confirmed primary
 */
public record InstanceDiagnosis(
    InstanceId instance,
    Epoch epoch,
    Condition condition,
    String reason,
    Finding finding,
    Blocker blocker,
    MemberId primary,
    int quorum,
    List<VantageEvidence> vantages,
    List<MemberEvidence> members,
    List<Prospect> prospects) {

  public InstanceDiagnosis {
    vantages = List.copyOf(vantages);
    members = List.copyOf(members);
    prospects = List.copyOf(prospects);
  }
}
