package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.Resync;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.events.Seen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary's process dies. */
@Tag("engine")
class CrashIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void aReplicaTakesOverAtOnceAndNothingIsLost() throws Exception {
    ManagedRedis redis = STACK.create("crash", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());

    Signals.kill(redis.engine(before.primary()));

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().epoch()).isEqualTo(before.epoch().next());
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    assertThat(aftermath.statementsOf("node " + before.primary().node()))
        .containsExactly("its process ended with exit code 137");
    assertThat(aftermath.vantagesAgainst()).as("a quorum of three").isGreaterThanOrEqualTo(2);
    assertThat(aftermath.elected().rejected())
        .filteredOn(each -> each.member().equals(before.primary().member()))
        .extracting(RejectedCandidate::reason)
        .containsExactly(Rejection.DEPOSED);
    assertThat(aftermath.closed().measuredLossBytes()).isZero();
    assertThat(aftermath.closed().deposedOffset()).isNotNull();
    assertThat(aftermath.closed().promotedOffset())
        .isGreaterThanOrEqualTo(aftermath.closed().deposedOffset());
    assertThat(aftermath.closed().measuredOutageMillis())
        .as("the outage that the probers saw")
        .isNotNull()
        .isPositive();
    assertThat(STACK.stack().events().seen(MemberFollowing.class).stream().map(Seen::event))
        .filteredOn(each -> each.instance().equals(redis.id()))
        .filteredOn(each -> each.epoch().equals(aftermath.after().epoch()))
        .as("both replicas of the new primary, without a full copy")
        .hasSize(2)
        .extracting(MemberFollowing::resync)
        .doesNotContain(Resync.FULL);
  }
}
