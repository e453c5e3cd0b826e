package dev.understudy.node.application;

import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.domain.MemberIdentity;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted. */
public interface Telemetry {

  void said(MemberEvent event);

  void hosts(MemberIdentity member, Supplier<Duration> leaseRemaining);

  void hostsNoMore(MemberIdentity member);
}
