package dev.understudy.node.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberEvent;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted. */
public interface Telemetry {

  void said(MemberEvent event);

  void hosts(InstanceId instance, Supplier<Duration> leaseRemaining);

  void hostsNoMore(InstanceId instance);
}
