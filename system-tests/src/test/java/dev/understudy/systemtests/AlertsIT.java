package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.args.BitOP;

/** Something isn't well without being a failure: people are told, and told when it is over. */
class AlertsIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final int MB = 1024 * 1024;

  /**
   * How long the primary is busy while its replicas stand still: they have to catch up for as long,
   * which is long enough for every prober to see it.
   */
  private static final Duration WORK = Duration.ofSeconds(4);

  private static final int WORK_AT_ONCE = 50;
  private static final long BITS = 8L * MB;

  private static final int WRITES_UNSEEN = 48;
  private static final int UNSEEN_KEYS = 10;

  private static final HighAvailability LOSS_IS_ACCEPTED =
      new HighAvailability(
          true, ManagedRedis.HASTY.failoverTimeout(), 1024L * MB, ManagedRedis.HASTY.cooldown());

  /** Takes room in the stream, so that a replica that catches up answers after few commands. */
  private static final String LONG_KEY = "x".repeat(500);

  /** Of a profile of 64 MB. */
  private static final int KEYS_OF_A_MEGABYTE = 25;

  /** Below what the keys take, above what an engine without them does, its backlog included. */
  private static final int MEMORY_PERCENT = 60;

  /** Both replicas stand still under writes, then go on and have to catch up. */
  @Test
  void replicasThatAreLostAndThenLagAreTold() throws Exception {
    ManagedRedis redis = STACK.create("behind", ManagedRedis.DEFAULTS);
    Whole whole = redis.awaitWhole(Epoch.NONE);
    redis.alertThresholds(
        Map.of("lagWarning", "PT0.5S", "lagWarningFor", "PT0S", "replicaLostFor", "PT1S"));
    List<MemberId> replicas = whole.replicas().stream().map(TopologyMember::member).toList();
    List<ProcessHandle> engines = whole.replicas().stream().map(redis::engine).toList();

    for (ProcessHandle engine : engines) {
      Signals.freeze(engine);
    }
    work(redis, whole);
    for (MemberId replica : replicas) {
      AlertRaised lost = awaitTold(redis, AlertRaised.class, AlertKind.REPLICA_LOST, replica);
      assertThat(lost.severity()).isEqualTo(Severity.WARNING);
      assertThat(lost.summary()).endsWith("the limit is 1 s");
    }
    AlertRaised nobody = awaitTold(redis, AlertRaised.class, AlertKind.NO_PROMOTABLE_REPLICA, null);
    assertThat(nobody.severity()).isEqualTo(Severity.CRITICAL);

    for (ProcessHandle engine : engines) {
      Signals.thaw(engine);
    }
    for (MemberId replica : replicas) {
      AlertRaised lag = awaitTold(redis, AlertRaised.class, AlertKind.REPLICATION_LAG, replica);
      assertThat(lag.summary())
          .matches(replica + " is \\d+ ms behind its primary; the limit is 500 ms");
      awaitTold(redis, AlertResolved.class, AlertKind.REPLICATION_LAG, replica);
      awaitTold(redis, AlertResolved.class, AlertKind.REPLICA_LOST, replica);
    }
    awaitTold(redis, AlertResolved.class, AlertKind.NO_PROMOTABLE_REPLICA, null);
    assertThat(redis.awaitWhole(Epoch.NONE).epoch()).as("no failover").isEqualTo(whole.epoch());
  }

  @Test
  void littleMemoryIsToldUntilThereIsMore() throws Exception {
    ManagedRedis redis = STACK.create("full", ManagedRedis.DEFAULTS);
    Whole whole = redis.awaitWhole(Epoch.NONE);
    redis.alertThresholds(Map.of("memoryPercent", MEMORY_PERCENT, "memoryFor", "PT0S"));
    MemberId primary = whole.primary().member();
    String[] keys =
        IntStream.range(0, KEYS_OF_A_MEGABYTE).mapToObj(i -> "big-" + i).toArray(String[]::new);

    try (Jedis application = redis.connect(whole.primary())) {
      for (String key : keys) {
        application.set(key, "x".repeat(MB));
      }
      AlertRaised raised =
          awaitTold(redis, AlertRaised.class, AlertKind.LOW_MEMORY_HEADROOM, primary);
      assertThat(raised.summary())
          .matches(
              primary
                  + " uses \\d+ % of its 67,108,864 bytes of memory; the limit is "
                  + MEMORY_PERCENT
                  + " %");
      application.del(keys);
    }
    awaitTold(redis, AlertResolved.class, AlertKind.LOW_MEMORY_HEADROOM, primary);
  }

  /**
   * A primary stands still with its node, as on a machine that is suspended, and comes back with
   * what its replicas had not read.
   */
  @Test
  void whatADeposedPrimaryAloneHasIsTold() throws Exception {
    ManagedRedis redis = STACK.create("deposed", LOSS_IS_ACCEPTED);
    Whole whole = redis.awaitWhole(Epoch.NONE);
    MemberId deposed = whole.primary().member();
    List<ProcessHandle> replicas = whole.replicas().stream().map(redis::engine).toList();
    ProcessHandle engine = redis.engine(whole.primary());
    ProcessHandle node = ProcessHandle.of(redis.nodeOf(whole.primary()).pid()).orElseThrow();

    for (ProcessHandle replica : replicas) {
      Signals.freeze(replica);
    }
    writeUnseen(redis, whole);
    Signals.freeze(node);
    Signals.freeze(engine);
    for (ProcessHandle replica : replicas) {
      Signals.thaw(replica);
    }
    redis.awaitEvent(MemberPromoted.class, event -> event.epoch().isAfter(whole.epoch()));
    Signals.thaw(engine);
    Signals.thaw(node);

    AlertRaised raised = awaitTold(redis, AlertRaised.class, AlertKind.DATA_QUARANTINED, deposed);
    MemberQuarantined saved =
        redis.awaitEvent(MemberQuarantined.class, event -> event.member().equals(deposed));
    assertThat(raised.epoch()).isEqualTo(saved.epoch());
    assertThat(raised.epoch().isAfter(whole.epoch())).isTrue();
    assertThat(saved.keysDiffering()).isGreaterThanOrEqualTo(UNSEEN_KEYS);
    assertThat(Path.of(saved.path())).isRegularFile();
    assertThat(raised.summary())
        .startsWith(deposed + ", primary of epoch " + whole.epoch() + ", came back with ")
        .endsWith("is saved on node " + saved.node() + " as " + saved.path());
    redis.awaitWhole(raised.epoch());
  }

  /** More than the kernel's socket buffers hold, and then what to look for. */
  private static void writeUnseen(ManagedRedis redis, Whole whole) {
    String value = "x".repeat(MB);
    try (Jedis primary = redis.connect(whole.primary())) {
      for (int i = 0; i < WRITES_UNSEEN; i++) {
        primary.set("unseen", value);
      }
      for (int i = 0; i < UNSEEN_KEYS; i++) {
        primary.set("unseen-" + i, "only here");
      }
    }
  }

  /** In the topic, by a signed webhook and by mail. */
  private static <T extends AlertEvent> T awaitTold(
      ManagedRedis redis, Class<T> type, AlertKind kind, MemberId member)
      throws InterruptedException {
    Predicate<T> wanted =
        alert ->
            alert.kind() == kind
                && (member == null ? alert.member() == null : member.equals(alert.member()));
    T alert = redis.awaitEvent(type, wanted);
    News news = News.await(STACK.stack(), alert);
    assertThat(news.data().path("since").asText()).isEqualTo(alert.since().toString());
    assertThat(news.data().path("epoch").asLong())
        .isEqualTo(alert.epoch() == null ? 0 : alert.epoch().value());
    assertThat(news.data().path("runbook").asText()).startsWith("docs/runbooks/Understudy");
    assertThat(news.mail().subject()).contains(redis.id().value());
    if (alert instanceof AlertRaised raised) {
      String severity = raised.severity().name();
      assertThat(news.data().path("severity").asText()).isEqualTo(severity);
      assertThat(news.data().path("summary").asText()).isEqualTo(raised.summary());
      assertThat(news.mail().subject())
          .contains(severity.toLowerCase(Locale.ROOT) + " alert: " + raised.summary());
    } else {
      assertThat(news.mail().subject()).contains("alert resolved after");
    }
    return alert;
  }

  /** What takes time, and will take the replicas as much. */
  private static void work(ManagedRedis redis, Whole whole) {
    long start = System.nanoTime();
    try (Jedis primary = redis.connect(whole.primary())) {
      primary.setbit("bits", BITS - 1, true);
      while (System.nanoTime() - start < WORK.toNanos()) {
        Pipeline pipeline = primary.pipelined();
        for (int i = 0; i < WORK_AT_ONCE; i++) {
          pipeline.bitop(BitOP.NOT, LONG_KEY, "bits");
        }
        pipeline.sync();
      }
    }
  }
}
