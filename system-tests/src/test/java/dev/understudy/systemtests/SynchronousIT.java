package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/**
 * An instance of which every write that counts is on a replica: such a write isn't lost unless
 * somebody wants that.
 */
@Tag("engine")
class SynchronousIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final HighAvailability SYNCHRONOUS =
      ManagedRedis.DEFAULTS.withSynchronousReplicas(1);

  private static final int WRITES = 300;

  @Test
  void whatReplicasAcknowledgedOutlivesThePrimary() throws Exception {
    ManagedRedis redis = STACK.create("kept", SYNCHRONOUS);
    Whole before = awaitIntact(redis);

    try (AcknowledgedWrites writes = AcknowledgedWrites.begin(redis, before.primary())) {
      writes.await(WRITES);
      Signals.kill(redis.engine(before.primary()));

      Whole after = redis.awaitWhole(before.epoch().next());
      assertThat(writes.missingAt(after.primary())).isEmpty();
    }
    Aftermath.checkInvariants(STACK.stack(), redis);
  }

  /**
   * A replica whose node is dead may be the only one that has acknowledged something: nobody is
   * promoted until it can be asked.
   */
  @Test
  void nobodyIsPromotedBeforeEnoughReplicasHaveJoined() throws Exception {
    ManagedRedis redis = STACK.create("counted", SYNCHRONOUS);
    Whole before = awaitIntact(redis);
    TopologyMember absent = before.replicas().get(0);

    try (AcknowledgedWrites writes = AcknowledgedWrites.begin(redis, before.primary())) {
      redis.nodeOf(absent).kill();
      writes.await(WRITES);
      Signals.kill(redis.engine(before.primary()));

      FailoverBlocked blocked = redis.awaitBlocked(BlockReason.TOO_FEW_REPLICAS_JOINED);
      assertThat(blocked.cause()).isEqualTo(Cause.PRIMARY_CRASHED);
      assertThat(blocked.explanation())
          .startsWith("1 of 2 replicas have joined")
          .contains(absent.member() + ": it didn't join");

      redis.nodeOf(absent).start();
      Whole after = redis.awaitWhole(blocked.epoch());
      assertThat(after.epoch()).as("it went on by itself").isEqualTo(blocked.epoch());
      assertThat(writes.missingAt(after.primary())).isEmpty();
    }
    Aftermath.checkInvariants(STACK.stack(), redis);
  }

  /** A replica is lost with its node, then the primary. */
  @Test
  void whenTooFewAreLeftAHumanHasToForceIt() throws Exception {
    ManagedRedis redis = STACK.create("forced", SYNCHRONOUS);
    Whole before = awaitIntact(redis);
    TopologyMember left = before.replicas().get(0);
    TopologyMember lost = before.replicas().get(1);

    lose(redis, lost);
    try (Jedis primary = redis.connect(before.primary())) {
      primary.set("with", "one replica");
      assertThat(primary.waitReplicas(1, 5000)).isEqualTo(1);
    }
    Signals.kill(redis.engine(before.primary()));

    FailoverBlocked blocked = redis.awaitBlocked(BlockReason.TOO_FEW_REPLICAS_JOINED);
    assertThat(blocked.explanation()).contains(lost.member() + ": it didn't join");
    assertThat(News.await(STACK.stack(), blocked).mail().subject())
        .contains("too few replicas joined");

    redis.forcePromotion(Map.of("force", true));
    redis.nodeOf(lost).start();

    Whole after = redis.awaitWhole(blocked.epoch().next());
    assertThat(after.primary().member()).isEqualTo(left.member());
    Aftermath.checkInvariants(STACK.stack(), redis);
  }

  private static void lose(ManagedRedis redis, TopologyMember member) throws Exception {
    ProcessHandle engine = redis.engine(member);
    redis.nodeOf(member).kill();
    Signals.kill(engine);
  }

  /** Whole, and every replica has followed for long enough to count. */
  private static Whole awaitIntact(ManagedRedis redis) throws InterruptedException {
    Whole whole = redis.awaitWhole(Epoch.NONE);
    for (TopologyMember replica : whole.replicas()) {
      redis.awaitEvent(
          MemberReported.class, r -> r.member().equals(replica.member()) && r.intact());
    }
    return whole;
  }
}
