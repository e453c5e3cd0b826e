package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A service is dead while the primary crashes, and comes back: the failover and everything that
 * belongs to it happens, then or afterwards. With all services there, so does the next one.
 */
@Tag("kafka")
class ServiceKilledIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /** Two of three vantages are a quorum. */
  @Test
  void aProber() throws Exception {
    Scenario scenario = new Scenario("unseen", ServiceNames.prober("b"));
    scenario.crashWithoutService();
    scenario.awaitPromotion();
    scenario.bringServiceBack();
    assertThat(scenario.checkAftermath().opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    scenario.crashAgain();
  }

  /** The embedded DNS server dies with it, and forgets all names. */
  @Test
  void theDnsUpdater() throws Exception {
    Scenario scenario = new Scenario("nameless", ServiceNames.DNS_UPDATER);
    scenario.crashWithoutService();
    scenario.awaitPromotion();
    scenario.bringServiceBack();
    Aftermath aftermath = scenario.checkAftermath();
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    boolean inTime = aftermath.closed().timeline().publishedAt() != null;
    assertThat(aftermath.closed().notes())
        .as("a failover that was closed without its name says so")
        .filteredOn(note -> note.contains("DNS name"))
        .hasSize(inTime ? 0 : 1);
    scenario.crashAgain();
  }

  /** Nobody is told anything before it is back. */
  @Test
  void theNotifier() throws Exception {
    Scenario scenario = new Scenario("silent", ServiceNames.NOTIFIER);
    scenario.crashWithoutService();
    scenario.awaitPromotion();
    scenario.redis.awaitWhole(scenario.before.epoch().next());
    assertThat(News.told(STACK.stack()))
        .as("instances that there is news of")
        .doesNotContain(scenario.redis.id());
    scenario.bringServiceBack();
    assertThat(scenario.checkAftermath().opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    scenario.crashAgain();
  }

  /** Nobody decides before it is back, by when the crash itself is history. */
  @Test
  void theOrchestrator() throws Exception {
    Scenario scenario = new Scenario("undecided", ServiceNames.ORCHESTRATOR);
    scenario.crashWithoutService();
    assertThat(STACK.stack().events().seen(Decision.class))
        .filteredOn(seen -> seen.event() instanceof EpochOpened)
        .filteredOn(scenario.redis::isOfThis)
        .as("epochs of %s", scenario.redis.id())
        .hasSize(1);
    scenario.bringServiceBack();
    assertThat(scenario.checkAftermath().opened().cause())
        .isIn(Cause.PRIMARY_CRASHED, Cause.PRIMARY_FENCED);
    scenario.crashAgain();
  }

  /** One service, one instance. */
  private static final class Scenario {

    private final ManagedRedis redis;
    private final Service service;
    private final Whole before;
    private final Application application;

    Scenario(String instance, String service) throws InterruptedException {
      this.redis = STACK.create(instance, ManagedRedis.HASTY);
      this.service = STACK.service(service);
      this.before = redis.awaitWhole(Epoch.NONE);
      this.application = STACK.application(redis);
      application.awaitWrites(200, before.address().host());
    }

    void crashWithoutService() throws Exception {
      service.kill();
      Signals.kill(redis.engine(before.primary()));
    }

    void awaitPromotion() throws InterruptedException {
      redis.awaitEvent(MemberPromoted.class, e -> e.epoch().isAfter(before.epoch()));
    }

    void bringServiceBack() {
      service.start();
    }

    Aftermath checkAftermath() throws InterruptedException {
      return Aftermath.of(STACK.stack(), redis, application, before);
    }

    void crashAgain() throws Exception {
      Whole now = redis.awaitWhole(before.epoch().next());
      Application another = STACK.application(redis);
      another.awaitWrites(50, now.address().host());
      Signals.kill(redis.engine(now.primary()));
      Aftermath aftermath = Aftermath.of(STACK.stack(), redis, another, now);
      assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    }
  }
}
