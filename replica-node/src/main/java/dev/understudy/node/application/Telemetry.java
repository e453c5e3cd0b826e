package dev.understudy.node.application;

import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.domain.MemberIdentity;

/** What is counted. */
public interface Telemetry {

  void said(MemberEvent event);

  /** A member is hosted here from now on. */
  void hosts(MemberIdentity member, WritePermit permit);

  void hostsNoMore(MemberIdentity member);
}
