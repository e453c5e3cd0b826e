package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody asks for another primary. */
@Tag("engine")
class SwitchoverIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void theReplicaAskedForTakesOverAndNothingIsLost() throws Exception {
    ManagedRedis redis = STACK.create("switchover", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    TopologyMember target = before.replicas().get(1);
    TopologyMember other = before.replicas().get(0);
    ProcessHandle formerPrimary = redis.engine(before.primary());

    STACK.stack().api().switchover(redis.id().value(), target.member().value());

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.after().primary().member()).isEqualTo(target.member());
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.SWITCHOVER);
    assertThat(aftermath.opened().target()).isEqualTo(target.member());
    assertThat(aftermath.opened().openedBy()).isEqualTo("api");
    assertThat(aftermath.elected().rejected())
        .extracting(RejectedCandidate::member, RejectedCandidate::reason)
        .containsExactlyInAnyOrder(
            Tuple.tuple(before.primary().member(), Rejection.DEPOSED),
            Tuple.tuple(other.member(), Rejection.NOT_THE_TARGET));
    assertThat(aftermath.closed().measuredLossBytes()).isZero();
    assertThat(redis.awaitEvent(MemberFenced.class, e -> true).method())
        .isEqualTo(FenceMethod.PAUSED);
    assertThat(formerPrimary.isAlive()).as("the former primary's process").isTrue();
  }
}
