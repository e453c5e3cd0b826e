package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import java.time.Duration;

/** Words the events of one member. Remembers what was last known of it, for when it is gone. */
final class Statements {

  private final MemberIdentity id;
  private MemberRole lastRole = MemberRole.REPLICA;
  private String lastRunId = "";
  private Offset lastOffset = Offset.ZERO;

  Statements(MemberIdentity id) {
    this.id = id;
  }

  void saw(EngineFacts facts) {
    lastRole = facts.role();
    lastRunId = facts.runId();
    lastOffset = facts.offset();
  }

  MemberJoined joined(Epoch epoch, MemberRole formerRole, EngineFacts facts, Standing standing) {
    return new MemberJoined(
        id.instance(),
        id.member(),
        id.node(),
        epoch,
        formerRole,
        facts.replicationId(),
        facts.offset(),
        standing.everSynced(),
        facts.loading(),
        facts.keyCount(),
        standing.dataEpoch(),
        standing.intact(facts.runId()));
  }

  MemberPromoted promoted(Epoch epoch, EngineFacts facts, Address address) {
    return new MemberPromoted(
        id.instance(),
        id.member(),
        id.node(),
        epoch,
        facts.replicationId(),
        facts.offset(),
        address);
  }

  MemberFollowing following(Epoch epoch, MemberId primary, Resync resync, EngineFacts facts) {
    return new MemberFollowing(
        id.instance(), id.member(), id.node(), epoch, primary, resync, facts.offset());
  }

  MemberFenced fenced(Epoch epoch, FenceMethod method) {
    return new MemberFenced(id.instance(), id.member(), id.node(), epoch, method, lastOffset);
  }

  MemberFailsafeEnded failsafeEnded(Epoch epoch, Duration lasted, LeaseState lease) {
    return new MemberFailsafeEnded(id.instance(), id.member(), id.node(), epoch, lasted, lease);
  }

  MemberExited exited(Epoch epoch, int exitCode) {
    MemberExited event =
        new MemberExited(
            id.instance(),
            id.member(),
            id.node(),
            epoch,
            exitCode,
            lastRole,
            lastRunId,
            lastOffset);
    lastRole = MemberRole.REPLICA;
    lastRunId = "";
    return event;
  }

  /**
   * It follows from now on.
   *
   * @param problem empty: none
   */
  MemberQuarantined quarantined(
      Epoch epoch, Epoch led, long bytes, Kept kept, Comparison comparison, String problem) {
    return new MemberQuarantined(
        id.instance(),
        id.member(),
        id.node(),
        epoch,
        led,
        kept.path(),
        bytes,
        comparison.differing(),
        comparison.complete(),
        problem.isEmpty() ? null : problem);
  }

  MemberReported reported(
      EngineFacts facts, Standing standing, boolean responsive, LeaseState lease) {
    return new MemberReported(
        id.instance(),
        id.member(),
        id.node(),
        standing.epoch(),
        facts.role(),
        responsive,
        facts.loading(),
        responsive ? facts.runId() : "",
        facts.replicationId(),
        facts.offset(),
        facts.primary() ? LinkState.NONE : facts.link(),
        facts.linkSilence(),
        standing.everSynced(),
        facts.keyCount(),
        facts.attachedReplicas(),
        facts.fullResyncs(),
        facts.partialResyncs(),
        standing.dataEpoch(),
        standing.intact(facts.runId()),
        lease);
  }
}
