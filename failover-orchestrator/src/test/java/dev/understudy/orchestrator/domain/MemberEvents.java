package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.DEMO;
import static dev.understudy.orchestrator.domain.DemoInstance.nodeOf;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.contracts.node.NodeAnnounced;
import java.time.Duration;

/** What nodes say of themselves and of the members of the {@link DemoInstance}. */
final class MemberEvents {

  private static final int KILLED = 137;

  private MemberEvents() {}

  static NodeAnnounced heartbeat(MemberId member) {
    return new NodeAnnounced(nodeOf(member), "local", member.value(), "127.0.0.1", 1, 0, "redis 7");
  }

  static MemberExited exited(MemberId member, Epoch epoch, MemberRole role, long offset) {
    Offset last = Offset.of(offset);
    return new MemberExited(DEMO, member, nodeOf(member), epoch, KILLED, role, runOf(member), last);
  }

  static MemberJoined joined(MemberId member, Epoch epoch, MemberRole role, Dataset dataset) {
    return new MemberJoined(
        DEMO,
        member,
        nodeOf(member),
        epoch,
        role,
        dataset.history(),
        dataset.offset(),
        dataset.everSynced(),
        dataset.loading(),
        dataset.keys(),
        dataset.source(),
        dataset.intact());
  }

  static MemberFenced fenced(MemberId member, Epoch epoch, FenceMethod method) {
    return new MemberFenced(DEMO, member, nodeOf(member), epoch, method, Offset.ZERO);
  }

  static MemberPromoted promoted(MemberId member, Epoch epoch) {
    Address address = new Address("127.0.0.1", 6379);
    return new MemberPromoted(DEMO, member, nodeOf(member), epoch, "replid", Offset.ZERO, address);
  }

  static MemberFollowing following(MemberId member, Epoch epoch, MemberId primary) {
    return new MemberFollowing(
        DEMO, member, nodeOf(member), epoch, primary, Resync.PARTIAL, Offset.ZERO);
  }

  /** Of the process that was in sync, or of another one if the dataset is not that one's. */
  static MemberReported reported(
      MemberId member,
      Epoch epoch,
      MemberRole role,
      boolean responsive,
      LinkState link,
      Dataset dataset,
      int attachedReplicas) {
    return new MemberReported(
        DEMO,
        member,
        nodeOf(member),
        epoch,
        role,
        responsive,
        dataset.loading(),
        dataset.intact() ? runOf(member) : "another-" + runOf(member),
        dataset.history(),
        dataset.offset(),
        link,
        Duration.ZERO,
        dataset.everSynced(),
        dataset.keys(),
        attachedReplicas,
        0,
        0,
        dataset.source(),
        dataset.intact(),
        null);
  }

  private static String runOf(MemberId member) {
    return "run-of-" + member;
  }
}
