package dev.understudy.contracts.member;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;

/** What a node says of one member that it hosts. */
public sealed interface MemberEvent extends Event
    permits MemberReported,
        MemberExited,
        MemberJoined,
        MemberPromoted,
        MemberFollowing,
        MemberFenced,
        MemberFailsafeEnded,
        MemberQuarantined {

  InstanceId instance();

  MemberId member();

  NodeId node();

  /** The epoch that the member is in. */
  Epoch epoch();

  @Override
  default String topic() {
    return Topics.MEMBERS;
  }

  @Override
  default String key() {
    return instance().value() + "/" + member().value();
  }
}
