package dev.understudy.orchestrator.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.orchestrator.application.LeaseStatus.Failsafe;
import dev.understudy.orchestrator.domain.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What nodes say of their primaries' leases. Known as long as this process runs, as {@link
 * Quarantines} are. Safe for use by several threads.
 */
public final class Leases {

  /** Three missed reports. */
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final Map<Who, Said> said = new ConcurrentHashMap<>();
  private final Map<Who, Failsafe> failsafes = new ConcurrentHashMap<>();

  private record Who(InstanceId instance, MemberId member) {}

  private record Said(LeaseState state, Moment at) {}

  public void learn(MemberEvent event, Moment sentAt) {
    Who who = new Who(event.instance(), event.member());
    if (event instanceof MemberFailsafeEnded ended) {
      failsafes.put(who, Failsafe.of(ended, sentAt.wall()));
    } else if (event instanceof MemberReported report && report.lease() == null) {
      said.remove(who);
    } else if (event instanceof MemberReported report) {
      said.put(who, new Said(report.lease(), sentAt));
    }
  }

  /** The instance is not wanted any more. */
  void forget(InstanceId instance) {
    said.keySet().removeIf(who -> who.instance().equals(instance));
    failsafes.keySet().removeIf(who -> who.instance().equals(instance));
  }

  /** What was said a short time ago counts. */
  public LeaseStatus of(InstanceId instance, MemberId member, Moment now) {
    Who who = new Who(instance, member);
    Said last = said.get(who);
    boolean fresh = last != null && !now.isAtLeast(FRESH, last.at());
    return new LeaseStatus(fresh ? last.state() : null, failsafes.get(who));
  }
}
