package dev.understudy.node.application;

import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.domain.MemberIdentity;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What is counted. */
public interface Telemetry {

  void said(MemberEvent event);

  /**
   * A member is hosted here from now on.
   *
   * @param failsafe whether it takes writes without a lease
   */
  void hosts(MemberIdentity member, Supplier<Duration> leaseRemaining, BooleanSupplier failsafe);

  void hostsNoMore(MemberIdentity member);
}
