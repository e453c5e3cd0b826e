package dev.understudy.prober.application;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.prober.domain.MemberReading;
import dev.understudy.prober.domain.Target;
import java.util.HashMap;
import java.util.Map;

/** Remembers what was counted and what is shown. */
final class TestMeters implements ProbeMeters {

  long skipped;
  int dropped;
  int members;
  final Map<MemberId, MemberReading> shown = new HashMap<>();

  @Override
  public void probed(Outcome outcome, long nanos) {}

  @Override
  public void skipped(long rounds) {
    skipped += rounds;
  }

  @Override
  public void dropped() {
    dropped++;
  }

  @Override
  public void watching(int instanceCount, int memberCount) {
    members = memberCount;
  }

  @Override
  public MemberMeters member(Target target) {
    return new MemberMeters() {
      @Override
      public void show(MemberReading reading) {
        shown.put(target.member(), reading);
      }

      @Override
      public void close() {
        shown.remove(target.member());
      }
    };
  }
}
