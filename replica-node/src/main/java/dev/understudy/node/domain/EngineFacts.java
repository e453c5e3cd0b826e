package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import java.util.Optional;

/**
 * What an engine says of itself at one moment (<a
 * href="https://redis.io/docs/latest/commands/info/">INFO</a>).
 *
 * @param upstream whom it is told to follow, parked or not; empty for a primary
 * @param formerReplicationId {@code master_replid2}: what it was before the last change of primary
 *     that it went along with; zeros if it has none
 * @param backlogFirstOffset the oldest offset that its backlog has; 0 without a backlog
 * @param snapshotChanges writes since the last snapshot
 */
public record EngineFacts(
    MemberRole role,
    String runId,
    String replicationId,
    String formerReplicationId,
    Offset offset,
    Optional<Address> upstream,
    LinkState link,
    Duration linkSilence,
    boolean loading,
    long keyCount,
    int attachedReplicas,
    long fullResyncs,
    long partialResyncs,
    long backlogFirstOffset,
    boolean snapshotRunning,
    boolean snapshotFailed,
    long snapshotChanges) {

  public boolean primary() {
    return role == MemberRole.PRIMARY;
  }

  public boolean linkUp() {
    return link == LinkState.UP;
  }

  public boolean follows(Address address) {
    return upstream.filter(address::equals).isPresent();
  }

  /** Whether it is a replica that nothing flows into. */
  public boolean parked() {
    return follows(Parking.ADDRESS);
  }

  /**
   * Whether it was a primary when it said {@code before}, and was parked since. Its dataset is its
   * own then, even if its replication id changed meanwhile: it does when the first replica comes.
   */
  boolean parkedSince(EngineFacts before) {
    return parked() && before != null && before.primary() && before.runId().equals(runId);
  }

  /** Whether a snapshot taken now would let it come back with a partial resync. */
  public boolean hasHistory() {
    return !loading && (primary() ? backlogFirstOffset > 0 : linkUp());
  }
}
