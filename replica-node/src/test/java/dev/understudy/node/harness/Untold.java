package dev.understudy.node.harness;

import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.application.Telemetry;
import dev.understudy.node.domain.MemberIdentity;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Counts nothing. */
final class Untold implements Telemetry {
  @Override
  public void said(MemberEvent event) {}

  @Override
  public void hosts(
      MemberIdentity member, Supplier<Duration> leaseRemaining, BooleanSupplier failsafe) {}

  @Override
  public void hostsNoMore(MemberIdentity member) {}
}
