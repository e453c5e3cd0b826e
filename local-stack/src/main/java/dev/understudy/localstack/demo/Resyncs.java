package dev.understudy.localstack.demo;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.Resync;
import java.util.List;

/**
 * How replicas got in step again. Two witnesses are asked, the nodes' {@code MemberFollowing} and
 * the new primary's own counters; the one that saw more is believed.
 */
record Resyncs(long full, long partial) {

  /**
   * @param before the new primary's last report before the fault; null if there is none
   * @param after its report when the instance is whole again; null if there is none
   */
  static Resyncs since(
      Epoch epoch, List<MemberFollowing> following, MemberReported before, MemberReported after) {
    long full = count(epoch, following, Resync.FULL);
    long partial = count(epoch, following, Resync.PARTIAL);
    if (before == null || after == null || !before.runId().equals(after.runId())) {
      return new Resyncs(full, partial);
    }
    return new Resyncs(
        Math.max(full, after.fullResyncs() - before.fullResyncs()),
        Math.max(partial, after.partialResyncs() - before.partialResyncs()));
  }

  private static long count(Epoch epoch, List<MemberFollowing> following, Resync kind) {
    return following.stream()
        .filter(each -> each.epoch().compareTo(epoch) >= 0 && each.resync() == kind)
        .count();
  }

  /** The newest of a member's reports that fits; null if there is none. */
  static MemberReported last(List<MemberReported> reports, MemberId member) {
    return reports.stream()
        .filter(report -> report.member().equals(member))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
