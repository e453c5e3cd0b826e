package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one who decides dies between two decisions; another process of it goes on. */
@Tag("kafka")
class OrchestratorKilledIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @ParameterizedTest
  @ValueSource(classes = {EpochOpened.class, PrimaryElected.class})
  void aFailoverIsCompletedAfterwards(Class<? extends Decision> lastWord) throws Exception {
    ManagedRedis redis = STACK.create("headless-" + suffix(lastWord), ManagedRedis.DEFAULTS);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());
    Service orchestrator = STACK.service(ServiceNames.ORCHESTRATOR);
    CompletableFuture<Void> killed = killAfter(lastWord, redis, before.epoch().next());

    Signals.kill(redis.engine(before.primary()));
    killed.get(ManagedRedis.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Instant started = Instant.now();
    orchestrator.start();

    Aftermath aftermath = Aftermath.of(STACK.stack(), redis, application, before);
    assertThat(aftermath.opened().cause()).isEqualTo(Cause.PRIMARY_CRASHED);
    assertThat(aftermath.opened().epoch()).isEqualTo(before.epoch().next());
    assertThat(aftermath.closed().timeline().closedAt())
        .as("when the failover ended, which was begun by a process that is dead")
        .isAfter(started);
  }

  /** On the thread that reads the events: a decision has only milliseconds until the next. */
  private static CompletableFuture<Void> killAfter(
      Class<? extends Decision> lastWord, ManagedRedis redis, Epoch epoch) {
    CompletableFuture<Void> killed = new CompletableFuture<>();
    Service orchestrator = STACK.service(ServiceNames.ORCHESTRATOR);
    Runnable deaf =
        STACK
            .stack()
            .events()
            .listen(
                seen -> {
                  if (lastWord.isInstance(seen.event())
                      && redis.isOfThis(seen)
                      && ((Decision) seen.event()).epoch().equals(epoch)) {
                    orchestrator.kill();
                    killed.complete(null);
                  }
                });
    return killed.whenComplete((done, failure) -> deaf.run());
  }

  private static String suffix(Class<? extends Decision> lastWord) {
    return lastWord.equals(EpochOpened.class) ? "opened" : "elected";
  }
}
