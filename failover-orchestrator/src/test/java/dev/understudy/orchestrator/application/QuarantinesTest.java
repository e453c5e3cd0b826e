package dev.understudy.orchestrator.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberQuarantined;
import org.junit.jupiter.api.Test;

class QuarantinesTest {

  private static MemberQuarantined event(long epoch, long bytes) {
    return new MemberQuarantined(
        InstanceId.of("demo"),
        MemberId.of("demo-1"),
        NodeId.of("a"),
        Epoch.of(epoch),
        Epoch.of(1),
        null,
        bytes,
        null,
        false,
        "none");
  }

  @Test
  void theNewestOfAnEpochIsKept() {
    Quarantines known = Quarantines.NONE.plus(event(2, 10)).plus(event(2, 20)).plus(event(3, 30));
    assertThat(known.in(Epoch.of(2))).contains(event(2, 20));
    assertThat(known.in(Epoch.of(4))).isEmpty();
  }

  @Test
  void theOldestEpochsAreForgotten() {
    Quarantines known = Quarantines.NONE;
    for (int epoch = 1; epoch <= 101; epoch++) {
      known = known.plus(event(epoch, epoch));
    }
    assertThat(known.in(Epoch.of(1))).isEmpty();
    assertThat(known.in(Epoch.of(2))).isPresent();
    assertThat(known.in(Epoch.of(101))).isPresent();
  }
}
