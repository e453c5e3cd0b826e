package dev.understudy.prober.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.prober.Fixtures;
import dev.understudy.prober.RedisServer;
import dev.understudy.prober.adapter.metrics.MemberGauges;
import dev.understudy.prober.adapter.metrics.MicrometerProbeMeters;
import dev.understudy.prober.adapter.vertx.VertxLoop;
import dev.understudy.prober.application.ProbeDesk;
import dev.understudy.prober.application.Pulse;
import dev.understudy.prober.application.Surroundings;
import dev.understudy.prober.domain.Cadence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prober without its bus, against real servers. */
class ProbingRedisTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG_FAILOVER_TIMEOUT = Duration.ofMinutes(10);
  private static final SealedSecret SECRET = new SealedSecret("key", "nonce", "text");
  private static final String HOST_A = "127.0.1.1";
  private static final String HOST_B = "127.0.1.2";

  /** Rounds so rare that what follows an event soon can't be a regular one. */
  private static final Cadence RARE = new Cadence(10_000, 1_000, 500);

  private static final Cadence FAST = new Cadence(100, 100, 100);

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final VertxLoop loop = VertxLoop.start(vertx);
  private final List<InstanceObserved> observed = new CopyOnWriteArrayList<>();
  private ProbeDesk desk;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    RedisServer.assumeInstalled();
    port = FreePort.anywhere();
  }

  @AfterEach
  void close() {
    if (desk != null) {
      CompletableFuture.runAsync(desk::close, loop).join();
    }
    loop.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aPrimaryAndItsReplicaAreSeenWithTheirFigures() throws IOException {
    try (RedisServer primary = start(HOST_A);
        RedisServer replica =
            start(HOST_B, "replicaof " + HOST_A + " " + port, "masterauth application-secret")) {
      primary.command("SET greeting hello");
      probe(FAST, RedisServer.PROBE_PASSWORD, "a", "b");
      MemberObservation follower =
          awaitMember("b", seen -> Boolean.TRUE.equals(seen.linkUp()) && seen.keyCount() == 1);
      MemberObservation leader = awaitMember("a", seen -> seen.connectedReplicas() == 1);
      assertThat(leader.role()).isEqualTo(MemberRole.PRIMARY);
      assertThat(leader.outcome()).isEqualTo(Outcome.OK);
      assertThat(leader.roundTripMicros()).isPositive();
      assertThat(leader.silentMillis()).isZero();
      assertThat(leader.runId()).hasSize(40);
      assertThat(leader.usedMemoryBytes()).isPositive();
      assertThat(leader.connectedClients()).isPositive();
      assertThat(follower.role()).isEqualTo(MemberRole.REPLICA);
      assertThat(follower.replicationId()).isEqualTo(leader.replicationId());
      assertThat(follower.lagBytes()).isNotNull();
      replica.signal("STOP");
      primary.command("SET greeting goodbye");
      replica.signal("CONT");
      awaitMember("b", seen -> Long.valueOf(0).equals(seen.lagMillis()));
    }
  }

  @Test
  void aWrongPasswordIsAnAnswer() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      probe(FAST, "wrong", "a");
      MemberObservation seen = awaitOutcome("a", Outcome.AUTH_FAILURE);
      assertThat(seen.detail()).startsWith("WRONGPASS");
      assertThat(seen.silentMillis()).isZero();
      await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> primary.clients() <= 3);
    }
  }

  @Test
  void aScriptThatRunsTooLongMakesItBusyAndKillingItMakesItWell() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      awaitOutcome("a", Outcome.OK);
      try (Socket script = primary.commandWithoutReply("EVAL \"while true do end\" 0")) {
        MemberObservation seen = awaitOutcome("a", Outcome.BUSY);
        assertThat(seen.silentMillis()).isZero();
        assertThat(script.isConnected()).isTrue();
        primary.command("SCRIPT KILL");
      }
      observed.clear();
      awaitOutcome("a", Outcome.OK);
    }
  }

  @Test
  void aServerThatLoadsItsDatasetSaysSo() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      primary.command("EVAL \"for i=1,2000 do redis.call('SET', 'key:' .. i, i) end\" 0");
      primary.command("SAVE");
      primary.kill();
      primary.start("key-load-delay 2000", "loading-process-events-interval-bytes 1024");
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      MemberObservation seen = awaitOutcome("a", Outcome.LOADING);
      assertThat(seen.silentMillis()).isZero();
      assertThat(seen.role()).isEqualTo(MemberRole.PRIMARY);
      assertThat(awaitOutcome("a", Outcome.OK).keyCount()).isEqualTo(2000);
    }
  }

  @Test
  void aKilledPrimaryIsReportedAtOnceAndItsReturnToo() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      probe(RARE, RedisServer.PROBE_PASSWORD, "a");
      String runId = awaitOutcome("a", Outcome.OK).runId();
      observed.clear();
      long killedNanos = System.nanoTime();
      primary.kill();
      await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(this::anyObserved);
      long tookMillis = Duration.ofNanos(System.nanoTime() - killedNanos).toMillis();
      MemberObservation seen = observed.get(0).members().get(0);
      assertThat(seen.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(tookMillis).isLessThan(900);
      primary.start();
      assertThat(awaitOutcome("a", Outcome.OK).runId()).isNotEqualTo(runId);
    }
  }

  @Test
  void aStoppedProcessTimesOutAndItsSilenceGrowsUntilItGoesOn() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      awaitOutcome("a", Outcome.OK);
      primary.signal("STOP");
      awaitMember("a", seen -> seen.outcome() == Outcome.TIMEOUT && seen.silentMillis() > 1_000);
      primary.signal("CONT");
      observed.clear();
      assertThat(awaitOutcome("a", Outcome.OK).silentMillis()).isZero();
    }
  }

  @Test
  void aServerThatAcceptsAndNeverAnswersIsLeftAndLetGoOf() throws IOException {
    try (ServerSocket deaf = new ServerSocket(port, 50, java.net.InetAddress.getByName(HOST_A))) {
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      try (Socket first = deaf.accept();
          Socket second = deaf.accept()) {
        assertThat(first.getPort()).isNotEqualTo(second.getPort());
        first.setSoTimeout(5_000);
        assertThat(first.getInputStream().readAllBytes()).asString().containsIgnoringCase("PING");
      }
      awaitMember("a", seen -> seen.outcome() == Outcome.TIMEOUT && seen.silentMillis() > 1_000);
    }
  }

  @Test
  void aServerWithoutAFreeConnectionAnswersWithAnError() throws IOException {
    try (RedisServer primary = start(HOST_A, "maxclients 1");
        Socket only = theOnlyConnection(primary)) {
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      assertThat(awaitOutcome("a", Outcome.ERROR).detail()).contains("max number of clients");
      assertThat(only.getPort()).isEqualTo(primary.port());
    }
  }

  /** The server may still be letting go of the connection that saw it start. */
  private static Socket theOnlyConnection(RedisServer server) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(server::connection, Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aNameThatDoesNotResolveIsNoDeadServer() {
    probe(FAST, RedisServer.PROBE_PASSWORD, "no-such-host.invalid");
    awaitOutcome("a", Outcome.DNS_FAILURE);
  }

  @Test
  void aLivingServerWhoseNameDoesNotResolveIsNotSilent() throws IOException {
    try (RedisServer primary = start(HOST_A)) {
      probe(FAST, RedisServer.PROBE_PASSWORD, "a");
      awaitOutcome("a", Outcome.OK);

      moveTo("no-such-host.invalid");
      assertThat(awaitOutcome("a", Outcome.DNS_FAILURE).silentMillis()).isZero();

      moveTo(HOST_A);
      assertThat(primary.port()).isEqualTo(port);
      awaitOutcome("a", Outcome.OK);
    }
  }

  /** The node of a says that it is elsewhere; what was observed before doesn't count. */
  private void moveTo(String host) {
    CompletableFuture.runAsync(
            () -> {
              desk.located(Fixtures.located("a", host));
              observed.clear();
            },
            loop)
        .join();
  }

  private RedisServer start(String host, String... settings) throws IOException {
    return RedisServer.start(folder.resolve(host), host, port, settings);
  }

  private void probe(Cadence cadence, String password, String... lettersOrHost) {
    boolean named = lettersOrHost[0].length() > 1;
    String[] letters = named ? new String[] {"a"} : lettersOrHost;
    desk = new ProbeDesk(surroundings(cadence, password));
    CompletableFuture.runAsync(
            () -> {
              desk.wanted(Fixtures.spec(port, SECRET, LONG_FAILOVER_TIMEOUT, letters));
              desk.located(Fixtures.located("a", named ? lettersOrHost[0] : HOST_A));
              desk.located(Fixtures.located("b", HOST_B));
            },
            loop)
        .join();
  }

  private Surroundings surroundings(Cadence cadence, String password) {
    return new Surroundings(
        Vantage.of("zone-a"),
        cadence,
        1_500,
        System::nanoTime,
        bound -> bound - 1,
        loop,
        new RedisLines(vertx, System::nanoTime, 500),
        assignment -> password,
        observation -> {
          observed.add(observation.round());
          return CompletableFuture.completedFuture(null);
        },
        new MicrometerProbeMeters(
            new SimpleMeterRegistry(), new MemberGauges(Vantage.of("zone-a"))),
        new Pulse(System::nanoTime));
  }

  private boolean anyObserved() {
    return !observed.isEmpty();
  }

  private MemberObservation awaitOutcome(String letter, Outcome outcome) {
    return awaitMember(letter, seen -> seen.outcome() == outcome);
  }

  private MemberObservation awaitMember(String letter, Predicate<MemberObservation> wanted) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                observed.stream()
                    .flatMap(round -> round.members().stream())
                    .filter(seen -> seen.member().equals(Fixtures.member(letter)))
                    .filter(seen -> seen.role() != null || seen.outcome() != Outcome.OK)
                    .filter(wanted)
                    .findFirst()
                    .orElse(null),
            java.util.Objects::nonNull);
  }
}
