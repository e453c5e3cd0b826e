package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.ServiceNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A primary in trouble that is no death: for however long, nobody takes over, and whoever asks is
 * told what is wrong.
 */
@Tag("engine")
class NotDeadIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final int VANTAGES = 3;

  /** Twice what silence is allowed to last. */
  private static final Duration FOR_LONG = ManagedRedis.HASTY.failoverTimeout().multipliedBy(2);

  @Test
  void aPrimaryThatAScriptBlocksIsOverloaded() throws Exception {
    ManagedRedis redis = STACK.create("busy", ManagedRedis.HASTY);
    Whole before = redis.awaitWhole(Epoch.NONE);
    ProcessHandle engine = redis.engine(before.primary());
    assertForetold(redis.diagnosis(), before);

    CompletableFuture<String> script = runForEver(redis, before);

    awaitDiagnosis(redis, "OVERLOADED", "BUSY");
    assertNothingHappensForLong(redis, before);
    JsonNode told = awaitDiagnosis(redis, "OVERLOADED", "BUSY");
    assertThat(told.path("condition").asText()).isEqualTo("SUSPECT");
    assertThat(told.path("reason").asText()).isEqualTo("overloaded");
    assertThat(told.path("advice").asText()).contains("SCRIPT KILL");
    try (Jedis client = redis.connect(before.primary())) {
      assertThat(client.scriptKill()).isEqualTo("OK");
    }
    assertThat(script.get()).contains("SCRIPT KILL");
    assertHealthyAgain(redis, before);
    assertThat(redis.engine(before.primary())).as("the engine's process").isEqualTo(engine);
  }

  @Test
  void aPrimaryThatRefusesTheProbersPasswordIsAlive() throws Exception {
    ManagedRedis redis = STACK.create("locked", ManagedRedis.HASTY);
    Whole before = redis.awaitWhole(Epoch.NONE);

    try (Jedis admin = redis.connectAs(InstanceSecrets.ADMIN_USER, before.primary())) {
      setProbePassword(admin, "another");
      awaitDiagnosis(redis, "AUTH_MISCONFIGURED", "AUTH_FAILURE");
      assertNothingHappensForLong(redis, before);
      JsonNode told = awaitDiagnosis(redis, "AUTH_MISCONFIGURED", "AUTH_FAILURE");
      assertThat(told.path("vantages"))
          .allSatisfy(seen -> assertThat(seen.path("detail").asText()).startsWith("WRONGPASS"));
      assertThat(told.path("advice").asText()).contains(InstanceSecrets.PROBE_USER);

      setProbePassword(admin, redis.passwordOf(InstanceSecrets.PROBE_USER));
    }
    assertHealthyAgain(redis, before);
  }

  /** Members are addressed by number, so that only those who ask for a name notice. */
  @Test
  void aPrimaryWhoseNameNobodyAnswersForIsAlive() throws Exception {
    ManagedRedis redis = STACK.create("unnamed", ManagedRedis.HASTY);
    Whole before = redis.awaitWhole(Epoch.NONE);
    Application application = STACK.application(redis);
    application.awaitWrites(200, before.address().host());

    STACK.service(ServiceNames.DNS_UPDATER).kill();

    assertThatThrownBy(() -> STACK.stack().dns().addresses(redis.primaryName()))
        .isInstanceOf(IOException.class);
    assertNothingHappensForLong(redis, before);
    JsonNode told = redis.diagnosis();
    assertThat(told.path("diagnosis").asText()).as("%s", told).isEqualTo("HEALTHY");
    assertThat(all(told, "outcome", "OK")).as("%s", told).isTrue();
    application.awaitWrites(200, before.address().host());

    STACK.service(ServiceNames.DNS_UPDATER).start();
    assertHealthyAgain(redis, before);
    await("the name of " + redis.id())
        .atMost(ManagedRedis.PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> STACK.stack().dns().addresses(redis.primaryName()),
            List.of(before.address().host())::equals);
  }

  /** Who is logged in stays so: the connections of the probers are cut. */
  private static void setProbePassword(Jedis admin, String password) {
    admin.aclSetUser(InstanceSecrets.PROBE_USER, "resetpass", ">" + password);
    admin.sendCommand(
        redis.clients.jedis.Protocol.Command.CLIENT, "KILL", "USER", InstanceSecrets.PROBE_USER);
  }

  /** Returns what the script's caller is told in the end. */
  private static CompletableFuture<String> runForEver(ManagedRedis redis, Whole whole) {
    var config =
        DefaultJedisClientConfig.builder()
            .password(redis.password())
            .socketTimeoutMillis((int) ManagedRedis.PATIENCE.toMillis())
            .build();
    var address = new HostAndPort(whole.address().host(), redis.port());
    return CompletableFuture.supplyAsync(
        () -> {
          try (Jedis client = new Jedis(address, config)) {
            return String.valueOf(client.eval("while true do end"));
          } catch (JedisDataException e) {
            return e.getMessage();
          }
        });
  }

  private static JsonNode awaitDiagnosis(ManagedRedis redis, String diagnosis, String outcome) {
    return await(redis.id() + " to be diagnosed " + diagnosis)
        .atMost(ManagedRedis.PATIENCE)
        .until(
            redis::diagnosis,
            told ->
                told.path("diagnosis").asText().equals(diagnosis)
                    && told.path("evidence").size() == VANTAGES
                    && told.path("vantages").size() == VANTAGES
                    && all(told, "outcome", outcome)
                    && all(told, "silentMillis", "0"));
  }

  private static boolean all(JsonNode told, String field, String value) {
    return StreamSupport.stream(told.path("vantages").spliterator(), false)
        .allMatch(seen -> seen.path(field).asText().equals(value));
  }

  private static void assertNothingHappensForLong(ManagedRedis redis, Whole before) {
    await("nothing to happen to " + redis.id())
        .during(FOR_LONG)
        .atMost(FOR_LONG.multipliedBy(2))
        .until(() -> newestEpoch(redis).equals(before.epoch()));
  }

  private static Epoch newestEpoch(ManagedRedis redis) {
    var epochs = DecisionLog.of(redis.id(), STACK.stack().events().seen(Event.class)).epochs();
    return epochs.get(epochs.size() - 1).epoch();
  }

  private static void assertHealthyAgain(ManagedRedis redis, Whole before) throws Exception {
    JsonNode told =
        await(redis.id() + " to be well")
            .atMost(ManagedRedis.PATIENCE)
            .until(redis::diagnosis, each -> each.path("condition").asText().equals("HEALTHY"));
    assertThat(told.path("diagnosis").asText()).isEqualTo("HEALTHY");
    Whole after = redis.awaitWhole(Epoch.NONE);
    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(after.primary().member()).isEqualTo(before.primary().member());
    assertForetold(told, before);
  }

  /** One of the replicas would take over, and would lose next to nothing. */
  private static void assertForetold(JsonNode told, Whole whole) {
    assertThat(told.path("ifPrimaryDied")).hasSize(3);
    assertThat(told.path("ifPrimaryDied"))
        .allSatisfy(
            prospect -> {
              assertThat(prospect.path("failover").asBoolean()).as("%s", prospect).isTrue();
              assertThat(prospect.path("candidate").asText())
                  .isIn(whole.replicas().stream().map(r -> r.member().value()).toList());
              assertThat(prospect.path("lossBytes").asLong()).isLessThan(1 << 20);
              assertThat(prospect.path("expected").path("totalMillis").asLong()).isPositive();
            });
  }
}
