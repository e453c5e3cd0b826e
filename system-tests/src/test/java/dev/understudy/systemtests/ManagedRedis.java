package dev.understudy.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.api.NewInstance;
import dev.understudy.localstack.demo.InstanceWatch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Place;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** One instance with a primary and two replicas, and what can be done to it. */
final class ManagedRedis implements AutoCloseable {

  static final HighAvailability DEFAULTS = HighAvailability.DEFAULT;

  /** Silence is taken for death soon, but not by a machine that is only busy. */
  static final HighAvailability HASTY =
      new HighAvailability(
          true, Duration.ofSeconds(2), DEFAULTS.maxLossBytes(), DEFAULTS.cooldown());

  /** How long anything may take that nothing hinders. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int REPLICAS = 2;
  private static final String PROFILE = "nano";

  private final LocalStack stack;
  private final InstanceId id;
  private final int port;
  private final InstanceWatch watch;

  ManagedRedis(LocalStack stack, String name, int port) {
    this.stack = stack;
    this.id = InstanceId.of(name);
    this.port = port;
    this.watch = new InstanceWatch(stack.events(), id, REPLICAS + 1);
  }

  void create(HighAvailability highAvailability) throws InterruptedException {
    stack
        .api()
        .create(new NewInstance(id.value(), REPLICAS, PROFILE, port, password(), highAvailability));
    awaitWhole(Epoch.NONE.next());
  }

  InstanceId id() {
    return id;
  }

  int port() {
    return port;
  }

  String password() {
    return stack.applicationPassword();
  }

  String primaryName() {
    return stack.endpoints().primaryName(id.value());
  }

  String readersName() {
    return stack.endpoints().readersName(id.value());
  }

  String memberName(TopologyMember member) {
    return member.member() + "." + stack.endpoints().zone();
  }

  /** Waits until, in this epoch or a later one, every member serves and DNS has the primary. */
  Whole awaitWhole(Epoch atLeast) throws InterruptedException {
    try {
      return watch.awaitWhole(atLeast, PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s was not whole in epoch %s or later within %s; it is: %s"
              .formatted(id, atLeast, PATIENCE, newest()),
          e);
    }
  }

  private String newest() {
    return stack.events().seen(TopologySnapshot.class).stream()
        .map(Seen::event)
        .filter(snapshot -> snapshot.instance().equals(id))
        .reduce((earlier, later) -> later)
        .map(TopologySnapshot::toString)
        .orElse("unknown to the orchestrator");
  }

  /** The first event about this instance that is wanted, of those seen or of those to come. */
  <T extends Event> T awaitEvent(Class<T> type, Predicate<T> wanted) throws InterruptedException {
    try {
      return stack
          .events()
          .await(type, seen -> isOfThis(seen) && wanted.test(seen.event()), PATIENCE)
          .event();
    } catch (TimeoutException e) {
      throw new AssertionError(id + ": " + e.getMessage() + "; it is: " + newest(), e);
    }
  }

  boolean isOfThis(Seen<?> seen) {
    return isOf(id, seen.event());
  }

  static boolean isOf(InstanceId instance, Event event) {
    return event instanceof Decision decision && decision.instance().equals(instance)
        || event instanceof MemberEvent member && member.instance().equals(instance)
        || event instanceof TopologySnapshot topology && topology.instance().equals(instance)
        || event instanceof AlertEvent alert && alert.instance().equals(instance);
  }

  /**
   * Waits for a block that counts, and until the topology shows it, so that the API knows of it.
   */
  FailoverBlocked awaitBlocked(BlockReason reason) throws InterruptedException {
    FailoverBlocked blocked =
        await("a block of " + id + " because of " + reason)
            .atMost(PATIENCE)
            .until(() -> countingBlock(reason), Optional::isPresent)
            .orElseThrow();
    awaitEvent(
        TopologySnapshot.class,
        snapshot ->
            snapshot.condition() == Condition.BLOCKED
                && snapshot.epoch().equals(blocked.epoch())
                && snapshot.reason().equals(blocked.explanation()));
    return blocked;
  }

  private Optional<FailoverBlocked> countingBlock(BlockReason reason) {
    return DecisionLog.of(id, stack.events().seen(Event.class)).counting().stream()
        .filter(FailoverBlocked.class::isInstance)
        .map(FailoverBlocked.class::cast)
        .filter(blocked -> blocked.reason() == reason)
        .findFirst();
  }

  /** Changes when people are told that something isn't well; what isn't named stays. */
  void alertThresholds(Map<String, Object> thresholds) {
    stack.api().send("PATCH", "/api/v1/instances/" + id + "/alerts", thresholds);
  }

  /** A connection of the application to a member. */
  Jedis connect(TopologyMember member) {
    var config = DefaultJedisClientConfig.builder().password(password()).build();
    return new Jedis(new HostAndPort(member.address().host(), port), config);
  }

  /** A connection of one of Understudy's own users to a member, e.g. of its administrator. */
  Jedis connectAs(String user, TopologyMember member) {
    var config = DefaultJedisClientConfig.builder().user(user).password(passwordOf(user)).build();
    return new Jedis(new HostAndPort(member.address().host(), port), config);
  }

  /** A password that only the services know. */
  String passwordOf(String user) {
    InstanceSecrets secrets = spec().secrets();
    SealedSecret sealed =
        switch (user) {
          case InstanceSecrets.ADMIN_USER -> secrets.admin();
          case InstanceSecrets.PROBE_USER -> secrets.probe();
          default -> throw new IllegalArgumentException("no user " + user);
        };
    try {
      return SecretBox.fromFile(stack.workFolder().resolve("secrets.key"))
          .open(InstanceSecrets.context(id.value(), user), sealed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InstanceSpec spec() {
    return stack.events().seen(InstanceSpec.class).stream()
        .map(Seen::event)
        .filter(spec -> spec.instance().equals(id))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError(id + " was not specified"));
  }

  /** What the API says is wrong, why, and what would come of the primary's death. */
  JsonNode diagnosis() {
    return stack.api().send("GET", "/api/v1/instances/" + id + "/diagnosis", null);
  }

  /** What an operator does about a block. */
  void forcePromotion(Map<String, Object> request) {
    stack.api().send("POST", "/api/v1/instances/" + id + "/switchover", request);
  }

  /** The engine of a member. */
  ProcessHandle engine(TopologyMember member) {
    return pid(member.node().value(), member.member().value()).stream()
        .boxed()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError(member.member() + " has no process"));
  }

  private OptionalLong pid(String node, String member) {
    return stack.memberPid(node, id.value(), member);
  }

  /** The service that hosts a member. */
  Service nodeOf(TopologyMember member) {
    return stack.service(ServiceNames.node(member.node().value()));
  }

  /** Deletes it; returns when its engines have ended. */
  @Override
  public void close() {
    stack.api().send("DELETE", "/api/v1/instances/" + id, null);
    await(id + "'s engines to end").atMost(PATIENCE).until(this::noEngineRuns);
  }

  private boolean noEngineRuns() {
    return Place.ALL.stream()
        .allMatch(
            place ->
                IntStream.rangeClosed(1, REPLICAS + 1)
                    .allMatch(number -> pid(place.name(), id + "-" + number).isEmpty()));
  }
}
