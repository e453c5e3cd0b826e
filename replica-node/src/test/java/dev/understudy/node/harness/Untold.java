package dev.understudy.node.harness;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.application.Telemetry;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts nothing. */
final class Untold implements Telemetry {
  @Override
  public void said(MemberEvent event) {}

  @Override
  public void hosts(InstanceId instance, Supplier<Duration> leaseRemaining) {}

  @Override
  public void hostsNoMore(InstanceId instance) {}
}
