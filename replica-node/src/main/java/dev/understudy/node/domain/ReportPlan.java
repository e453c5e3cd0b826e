package dev.understudy.node.domain;

import dev.understudy.contracts.member.MemberReported;
import java.time.Duration;

/** How often a member's state is reported. */
final class ReportPlan {

  /** Looks come a little early or late; reports should not skip one for that. */
  private static final Duration SLACK = Duration.ofMillis(5);

  private MemberReported last;
  private Moment at;

  /**
   * Whether to report.
   *
   * @param awaited a switchover waits for the member
   */
  boolean due(MemberReported next, boolean awaited, Moment now) {
    if (last == null || now.isAtLeast(Timings.IDLE_REPORT, at)) {
      return true;
    }
    if (!changed(next)) {
      return false;
    }
    return now.isAtLeast((awaited ? Timings.QUICK_LOOK : Timings.LOOK).minus(SLACK), at);
  }

  void reported(MemberReported event, Moment now) {
    last = event;
    at = now;
  }

  private boolean changed(MemberReported next) {
    return !next.offset().equals(last.offset())
        || !next.epoch().equals(last.epoch())
        || next.role() != last.role()
        || next.link() != last.link()
        || next.responsive() != last.responsive()
        || next.loading() != last.loading()
        || next.everSynced() != last.everSynced()
        || next.lease() != last.lease()
        || next.attachedReplicas() != last.attachedReplicas()
        || !next.runId().equals(last.runId())
        || !next.replicationId().equals(last.replicationId());
  }
}
