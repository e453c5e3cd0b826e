package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kafka is away for many failover timeouts, and comes back. Nobody can decide anything meanwhile,
 * and what was seen then decides nothing afterwards.
 */
@Tag("kafka")
class BusOutageIT {

  private static final HighAvailability SETTINGS =
      new HighAvailability(
          true,
          Duration.ofSeconds(5),
          ManagedRedis.DEFAULTS.maxLossBytes(),
          ManagedRedis.DEFAULTS.cooldown());

  private static final Duration LONG = Duration.ofSeconds(62);
  private static final Duration SHORT = Duration.ofSeconds(15);

  /** Reports and observations are fresh for three seconds: by then all that is said is of now. */
  private static final Duration CALM = Duration.ofSeconds(8);

  /** One when it goes and one when it is back, for each of several things that need it. */
  private static final int MOST_WARNINGS = 12;

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @AfterEach
  void theBusIsBack() {
    STACK.stack().kafka().start();
  }

  /** The primary goes on, as all of its replicas are attached to it. */
  @Test
  void aHealthyInstanceNoticesNothing() throws Exception {
    ManagedRedis redis = STACK.create("undisturbed", SETTINGS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    ProcessHandle engine = redis.engine(before.primary());
    try (PatientClient client = PatientClient.start(redis, before)) {
      await().atMost(ManagedRedis.PATIENCE).until(() -> client.acknowledged() > 50);
      Map<Service, Integer> logged = linesLogged();

      STACK.stack().kafka().stop();
      takesWritesFor(LONG, client);
      STACK.stack().kafka().start();
      Instant back = Instant.now();

      await("all services to be ready")
          .atMost(ManagedRedis.PATIENCE)
          .until(() -> STACK.stack().services().stream().allMatch(Service::ready));
      everyVantageIsHeardAfter(back, redis);
      takesWritesFor(CALM, client);

      client.stop();
      assertThat(client.troubles()).as("what the application met with").isEmpty();
      assertThat(client.count()).isEqualTo(client.acknowledged());
      DecisionLog log = DecisionLog.of(redis.id(), STACK.stack().events().seen(Event.class));
      assertThat(log.epochs()).as("epochs").extracting(EpochOpened::epoch).containsExactly(first());
      assertThat(log.counting()).noneMatch(FailoverBlocked.class::isInstance);
      assertThat(redis.engine(before.primary())).as("the primary's process").isEqualTo(engine);
      assertThat(seenOf(redis, MemberFenced.class)).as("fences").isEmpty();
      wroteWithoutALease(redis, before);
      assertThat(seenOf(redis, AlertRaised.class)).as("alarms").isEmpty();
      List<TopologySnapshot> snapshots = seenOf(redis, TopologySnapshot.class);
      assertThat(snapshots.get(snapshots.size() - 1).condition()).isEqualTo(Condition.HEALTHY);
      Aftermath.checkInvariants(STACK.stack(), redis);
      logged.forEach((service, lines) -> saidLittleSince(service, lines));
    }
  }

  /** It dies unheard; once the bus is back, fresh evidence shows it, once. */
  @Test
  void aPrimaryThatDiesMeanwhileIsReplacedOnceAfterwards() throws Exception {
    ManagedRedis redis = STACK.create("unheard", SETTINGS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());

    STACK.stack().kafka().stop();
    application.awaitWrites(200, before.address().host());
    Signals.kill(redis.engine(before.primary()));
    await("the outage to last longer than any lease")
        .pollDelay(SHORT)
        .atMost(SHORT.multipliedBy(2))
        .until(() -> true);
    Instant back = Instant.now();
    STACK.stack().kafka().start();

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().epoch()).isEqualTo(before.epoch().next());
    assertThat(aftermath.opened().cause())
        .as("by what its node is heard to say first: of its end, of the new process, of its role")
        .isIn(Cause.PRIMARY_CRASHED, Cause.PRIMARY_REBORN_EMPTY, Cause.PRIMARY_FENCED);
    assertThat(aftermath.closed().timeline().openedAt()).as("decided").isAfter(back);
    assertThat(aftermath.closed().measuredOutageMillis())
        .as("the outage on record")
        .isGreaterThanOrEqualTo(SHORT.toMillis());
    await("no second failover").during(CALM).atMost(CALM.multipliedBy(2)).until(() -> once(redis));
  }

  private static boolean once(ManagedRedis redis) {
    return DecisionLog.of(redis.id(), STACK.stack().events().seen(Decision.class)).epochs().size()
        == 2;
  }

  private static void takesWritesFor(Duration time, PatientClient client) {
    long before = client.acknowledged();
    await("writes while the bus is away")
        .during(time)
        .atMost(time.multipliedBy(2))
        .until(() -> client.troubles().isEmpty());
    assertThat(client.acknowledged()).as("writes").isGreaterThan(before + time.toSeconds());
  }

  /** For as long as the bus was away, but for what was left of its last lease. */
  private static void wroteWithoutALease(ManagedRedis redis, Whole before) {
    List<MemberFailsafeEnded> told = seenOf(redis, MemberFailsafeEnded.class);
    assertThat(told).as("times without a lease").isNotEmpty();
    assertThat(told)
        .extracting(MemberFailsafeEnded::member)
        .containsOnly(before.primary().member());
    assertThat(told).extracting(MemberFailsafeEnded::lease).containsOnly(LeaseState.HELD);
    assertThat(told.stream().map(MemberFailsafeEnded::lasted).reduce(Duration.ZERO, Duration::plus))
        .isGreaterThan(LONG.minus(SETTINGS.failoverTimeout().multipliedBy(2)));
    assertThat(seenOf(redis, MemberReported.class))
        .filteredOn(report -> report.member().equals(before.primary().member()))
        .last()
        .extracting(MemberReported::lease)
        .isEqualTo(LeaseState.HELD);
  }

  private static void everyVantageIsHeardAfter(Instant back, ManagedRedis redis) {
    await("every vantage to be heard")
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(STACK.stack().events().seen(InstanceObserved.class))
                    .filteredOn(seen -> seen.event().instance().equals(redis.id()))
                    .filteredOn(seen -> seen.happenedAt().isAfter(back))
                    .extracting(seen -> seen.event().vantage().value())
                    .contains("a", "b", "c"));
  }

  private static <T extends Event> List<T> seenOf(ManagedRedis redis, Class<T> type) {
    return STACK.stack().events().seen(type).stream()
        .filter(redis::isOfThis)
        .map(Seen::event)
        .toList();
  }

  private static Epoch first() {
    return Epoch.NONE.next();
  }

  private static Map<Service, Integer> linesLogged() throws IOException {
    Map<Service, Integer> lines = new HashMap<>();
    for (Service service : STACK.stack().services()) {
      try (Stream<String> logged = Files.lines(service.log())) {
        lines.put(service, (int) logged.count());
      }
    }
    return lines;
  }

  /** That the bus is away is said when it goes, not of every record that it doesn't take. */
  private static void saidLittleSince(Service service, int lines) {
    try (Stream<String> logged = Files.lines(service.log())) {
      assertThat(logged.skip(lines).filter(line -> line.matches("\\S+ (ERROR|WARN ) .*")))
          .as("errors and warnings of %s", service.name())
          .hasSizeLessThanOrEqualTo(MOST_WARNINGS);
    } catch (IOException e) {
      throw new AssertionError(service.log() + " can't be read", e);
    }
  }
}
