package dev.understudy.node.domain;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;

/** Which member, of which instance, on which node. */
public record MemberIdentity(InstanceId instance, MemberId member, NodeId node) {

  @Override
  public String toString() {
    return instance + "/" + member;
  }
}
