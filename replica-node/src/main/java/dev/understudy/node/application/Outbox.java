package dev.understudy.node.application;

import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;

/** Where events go. Returns at once. */
public interface Outbox {

  /** Repeated until the bus has it. */
  void publish(MemberEvent event);

  /** Dropped if the bus is slow or out of reach: the next one says it again. */
  void report(MemberReported event);

  /** As a report. */
  void announce(NodeAnnounced event);

  /** Tried once: a later renewal says it again. */
  void renew(LeaseRenewed renewal);
}
