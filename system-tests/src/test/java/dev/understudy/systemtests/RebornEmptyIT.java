package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The machine of the primary loses all that it had. */
class RebornEmptyIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /** The primary's machine comes back with an empty disk before anybody takes it for dead. */
  @Test
  void aPrimaryThatIsBornAgainEmptyWipesNobody() throws Exception {
    ManagedRedis redis = STACK.create("reborn", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    Service node = redis.nodeOf(before.primary());
    ProcessHandle engine = redis.engine(before.primary());

    node.kill();
    Signals.kill(engine);
    Path disk = STACK.stack().instanceFolder(before.primary().node().value(), "reborn");
    Files.move(disk, STACK.stack().workFolder().resolve("former-disk"));
    node.start();

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_REBORN_EMPTY);
    assertThat(aftermath.statementsOf("node " + before.primary().node()))
        .singleElement()
        .asString()
        .endsWith("and has no data");
    assertThat(aftermath.closed().measuredLossBytes()).isZero();
  }
}
