package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary keeps its connections and answers nobody. */
@Tag("engine")
class HangIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void aReplicaTakesOverOnceTheHungProcessIsFenced() throws Exception {
    ManagedRedis redis = STACK.create("hang", ManagedRedis.HASTY);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    ProcessHandle hung = redis.engine(before.primary());

    Signals.freeze(hung);

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    checkWitnesses(aftermath);
    MemberFenced fenced =
        redis.awaitEvent(MemberFenced.class, e -> e.member().equals(before.primary().member()));
    assertThat(fenced.method()).isEqualTo(FenceMethod.KILLED);
    assertThat(hung.isAlive()).as("the process that hung").isFalse();
  }

  /**
   * Its node can't renew its lease, so it kills it about when the silence has lasted for the
   * failover timeout: whichever comes first is the cause.
   */
  private static void checkWitnesses(Aftermath aftermath) {
    Cause cause = aftermath.opened().cause();
    assertThat(cause).isIn(Cause.PRIMARY_HUNG, Cause.PRIMARY_CRASHED);
    assertThat(aftermath.statementsOf("node " + aftermath.before().primary().node()))
        .containsExactly(
            cause == Cause.PRIMARY_HUNG
                ? "it doesn't answer its node"
                : "its process ended with exit code 137");
    assertThat(aftermath.vantagesAgainst()).as("a quorum of three").isGreaterThanOrEqualTo(2);
  }
}
