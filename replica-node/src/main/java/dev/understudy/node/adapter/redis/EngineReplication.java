package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.application.Replication;
import dev.understudy.node.domain.MemberIdentity;

/** The engine's own {@code REPLICAOF}: each replica talks to its primary directly. */
public final class EngineReplication implements Replication {

  @Override
  public Address upstream(MemberIdentity member, Epoch epoch, Address primary) {
    return primary;
  }
}
