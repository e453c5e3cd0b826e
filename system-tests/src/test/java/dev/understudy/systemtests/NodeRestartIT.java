package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.Service;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service that hosts the primary ends, and comes back. */
@Tag("engine")
class NodeRestartIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /** A node that is told to stop ends its engines in good order. */
  @Test
  void aNodeThatStopsHandsItsPrimaryOver() throws Exception {
    ManagedRedis redis = STACK.create("leaving", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    Service node = redis.nodeOf(before.primary());

    node.stop();
    redis.awaitEvent(MemberPromoted.class, e -> e.epoch().isAfter(before.epoch()));
    node.start();

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    assertThat(aftermath.statementsOf("node " + before.primary().node()))
        .containsExactly("its process ended with exit code 0");
  }

  /** A node that is killed leaves its engine behind, and takes charge of it again. */
  @Test
  void aNodeThatIsKilledGoesOnWithItsPrimary() throws Exception {
    ManagedRedis redis = STACK.create("orphan", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    String host = before.address().host();
    Application application = STACK.application(redis);
    application.awaitWrites(200, host);
    Service node = redis.nodeOf(before.primary());
    ProcessHandle engine = redis.engine(before.primary());

    node.kill();
    application.awaitWrites(200, host);
    Instant started = Instant.now();
    node.start();

    STACK
        .stack()
        .events()
        .await(
            MemberReported.class,
            seen ->
                seen.happenedAt().isAfter(started)
                    && seen.event().instance().equals(redis.id())
                    && seen.event().member().equals(before.primary().member())
                    && seen.event().role() == MemberRole.PRIMARY,
            ManagedRedis.PATIENCE);
    Whole again = redis.awaitWhole(before.epoch());
    assertThat(again.epoch()).as("no failover was needed").isEqualTo(before.epoch());
    assertThat(redis.engine(before.primary())).as("the primary's process").isEqualTo(engine);
    application.awaitWrites(200, host);
    assertThat(application.hosts()).containsExactly(host);

    Signals.kill(engine);

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().epoch()).isEqualTo(before.epoch().next());
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
  }
}
