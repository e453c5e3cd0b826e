package dev.understudy.node.application;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.domain.MemberIdentity;

/**
 * How data gets from a primary to a replica. An engine can only be told whom to follow; this says
 * whom, so that something may stand between it and its primary.
 */
public interface Replication {

  /** Whom the member's engine must follow to get the data of the epoch's primary. */
  Address upstream(MemberIdentity member, Epoch epoch, Address primary);
}
