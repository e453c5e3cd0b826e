package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;

/**
 * What a member says of itself in <a href="https://redis.io/docs/latest/commands/info/">INFO</a>.
 *
 * @param engineMajor the first part of {@code redis_version}; zero if unknown
 * @param previousReplicationId the stream that this one continues, {@code master_replid2}
 * @param offset what it has written or applied
 * @param linkUp null for a primary
 * @param keyCount of all databases
 * @param vitals what is only shown
 */
public record Info(
    int engineMajor,
    MemberRole role,
    String runId,
    String replicationId,
    String previousReplicationId,
    Offset offset,
    Boolean linkUp,
    long keyCount,
    int connectedClients,
    int connectedReplicas,
    long usedMemoryBytes,
    Vitals vitals) {

  /** Whether a replica's offset can be compared with this primary's. */
  public boolean sharesStreamWith(Info replica) {
    String theirs = replica.replicationId();
    return theirs != null && (theirs.equals(replicationId) || theirs.equals(previousReplicationId));
  }
}
