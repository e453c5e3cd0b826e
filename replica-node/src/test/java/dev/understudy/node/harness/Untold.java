package dev.understudy.node.harness;

import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.application.Telemetry;
import dev.understudy.node.application.WritePermit;
import dev.understudy.node.domain.MemberIdentity;

/** Counts nothing. */
final class Untold implements Telemetry {
  @Override
  public void said(MemberEvent event) {}

  @Override
  public void hosts(MemberIdentity member, WritePermit permit) {}

  @Override
  public void hostsNoMore(MemberIdentity member) {}
}
