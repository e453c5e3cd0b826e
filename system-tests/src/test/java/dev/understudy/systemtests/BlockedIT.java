package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** A failover is due and must not happen: people are told why, and what they can do works. */
@Tag("engine")
class BlockedIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final int MB = 1024 * 1024;

  /** More than the kernel's socket buffers hold, from which replicas would read it afterwards. */
  private static final int WRITES_UNSEEN_BY_REPLICAS = 48;

  @Test
  void withAutomaticFailoverOffAHumanDecides() throws Exception {
    HighAvailability usual = ManagedRedis.DEFAULTS;
    ManagedRedis redis =
        STACK.create(
            "manual",
            new HighAvailability(
                false, usual.failoverTimeout(), usual.maxLossBytes(), usual.cooldown()));
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());

    Signals.kill(redis.engine(before.primary()));

    FailoverBlocked blocked = awaitBlocked(redis, BlockReason.AUTO_FAILOVER_OFF);
    assertThat(blocked.epoch()).isEqualTo(before.epoch());
    assertThat(blocked.cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    Aftermath.checkInvariants(STACK.stack(), redis);

    redis.forcePromotion(Map.of("force", true));

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.FORCED);
    assertThat(aftermath.opened().openedBy()).isEqualTo("api");
    assertThat(aftermath.closed().measuredLossBytes()).isZero();
  }

  /** The replicas' nodes die, their engines run on; then the primary is lost with its node. */
  @Test
  void withoutAHealthyReplicaItWaitsForOneAndGoesOnByItself() throws Exception {
    ManagedRedis redis = STACK.create("lonely", ManagedRedis.HASTY);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    ProcessHandle primary = redis.engine(before.primary());

    before.replicas().forEach(replica -> redis.nodeOf(replica).kill());
    redis.nodeOf(before.primary()).kill();
    Signals.kill(primary);

    FailoverBlocked blocked = awaitBlocked(redis, BlockReason.NO_HEALTHY_REPLICA);
    assertThat(blocked.cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(blocked.rejected())
        .extracting(RejectedCandidate::member)
        .containsExactlyInAnyOrderElementsOf(membersOf(before.replicas()));
    assertThat(blocked.rejected())
        .extracting(RejectedCandidate::reason)
        .containsOnly(Rejection.UNREACHABLE);
    Aftermath.checkInvariants(STACK.stack(), redis);

    before.replicas().forEach(replica -> redis.nodeOf(replica).start());
    redis.awaitEvent(MemberPromoted.class, e -> e.epoch().isAfter(before.epoch()));
    redis.nodeOf(before.primary()).start();

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(aftermath.statementsOf("node " + before.primary().node()))
        .containsExactly("the node itself is silent");
    assertThat(aftermath.vantagesAgainst()).as("a quorum of three").isGreaterThanOrEqualTo(2);
  }

  /** The replicas stand still while the primary takes much more than may be lost. */
  @Test
  void whatWouldLoseTooMuchHasToBeForced() throws Exception {
    ManagedRedis redis = STACK.create("lagging", ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    application.close();
    List<ProcessHandle> replicas = before.replicas().stream().map(redis::engine).toList();
    ProcessHandle primary = redis.engine(before.primary());

    for (ProcessHandle replica : replicas) {
      Signals.freeze(replica);
    }
    writeUnseen(redis, before);
    Signals.kill(primary);
    for (ProcessHandle replica : replicas) {
      Signals.thaw(replica);
    }

    FailoverBlocked blocked = awaitBlocked(redis, BlockReason.LAG_OVER_BUDGET);
    assertThat(blocked.cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    long budget = ManagedRedis.DEFAULTS.maxLossBytes();
    assertThat(blocked.explanation()).contains(budget + " bytes of maxLossBytes");
    Aftermath.checkInvariants(STACK.stack(), redis);

    TopologyMember target = before.replicas().get(1);
    redis.forcePromotion(Map.of("target", target.member().value(), "force", true));

    Whole after = redis.awaitWhole(blocked.epoch().next());
    assertThat(after.primary().member()).isEqualTo(target.member());
    assertThat(application.missingAt(after.address().host()))
        .as("writes from before the replicas stood still")
        .isZero();
    Application next = STACK.application(redis);
    next.awaitWrites(50, after.address().host());
    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, next, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.FORCED);
    assertThat(aftermath.closed().measuredLossBytes()).as("as admitted").isGreaterThan(budget);
  }

  private static FailoverBlocked awaitBlocked(ManagedRedis redis, BlockReason reason)
      throws InterruptedException {
    FailoverBlocked blocked = redis.awaitBlocked(reason);
    News news = News.await(STACK.stack(), blocked);
    assertThat(news.data().path("explanation").asText()).isEqualTo(blocked.explanation());
    assertThat(news.mail().subject())
        .contains(
            redis.id().value(),
            "blocked",
            reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    return blocked;
  }

  private static List<MemberId> membersOf(List<TopologyMember> replicas) {
    return replicas.stream().map(TopologyMember::member).toList();
  }

  private static void writeUnseen(ManagedRedis redis, Whole whole) {
    String value = "x".repeat(MB);
    try (Jedis primary = redis.connect(whole.primary())) {
      for (int i = 0; i < WRITES_UNSEEN_BY_REPLICAS; i++) {
        primary.set("unseen", value);
      }
    }
  }
}
