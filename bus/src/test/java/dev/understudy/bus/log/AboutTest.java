package dev.understudy.bus.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.node.NodeAnnounced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class AboutTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final MemberId MEMBER = MemberId.of("orders-1");
  private static final Epoch EPOCH = Epoch.of(3);

  @Test
  void anEventSaysByItselfWhatItIsAbout() {
    MemberFenced fenced =
        new MemberFenced(ORDERS, MEMBER, NodeId.of("a"), EPOCH, FenceMethod.PARKED, Offset.of(12));
    FailoverBlocked blocked =
        new FailoverBlocked(
            ORDERS,
            EPOCH,
            Cause.PRIMARY_DEAD,
            BlockReason.AUTO_FAILOVER_OFF,
            "off",
            List.of(),
            List.of());

    assertThat(keys(About.event(fenced)))
        .containsOnly(
            entry("instance", "orders"),
            entry("member", "orders-1"),
            entry("epoch", "3"),
            entry("reason", "PARKED"));
    assertThat(keys(About.event(blocked)))
        .containsOnly(
            entry("instance", "orders"), entry("epoch", "3"), entry("reason", "AUTO_FAILOVER_OFF"));
    assertThat(keys(About.event(new NodeAnnounced(NodeId.of("a"), "r", "z", "::1", 1, 0, "redis"))))
        .isEmpty();
  }

  @Test
  void theKeysAreThereWhileItLogsAndNotAfterwards() {
    Map<String, Object> seen = new HashMap<>();

    About.instance(ORDERS).in(EPOCH).log(() -> seen.putAll(MDC.getMap()));

    assertThat(seen).containsOnly(entry("instance", "orders"), entry("epoch", "3"));
    assertThat(MDC.get("instance")).isNull();
    assertThat(MDC.get("epoch")).isNull();
  }

  @Test
  void whatWasThereBeforeIsThereAgainEvenAfterAFailure() {
    About outer = About.instance(InstanceId.of("billing"));

    outer.log(
        () -> {
          assertThatThrownBy(
                  () ->
                      About.instance(ORDERS)
                          .log(
                              () -> {
                                throw new IllegalStateException("broken");
                              }))
              .hasMessage("broken");
          assertThat(MDC.get("instance")).isEqualTo("billing");
        });
  }

  private static Map<String, String> keys(About about) {
    Map<String, String> keys = new HashMap<>();
    about.forEach(keys::put);
    return keys;
  }
}
