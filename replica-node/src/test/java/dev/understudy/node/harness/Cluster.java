package dev.understudy.node.harness;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.node.adapter.process.DiskFolders;
import dev.understudy.node.adapter.process.DiskSalvages;
import dev.understudy.node.adapter.redis.EngineReplication;
import dev.understudy.node.adapter.redis.KeyComparison;
import dev.understudy.node.adapter.redis.RedisLinks;
import dev.understudy.node.application.EngineSettings.Passwords;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.Outbox;
import dev.understudy.node.application.Ports;
import dev.understudy.node.application.Recruiter;
import dev.understudy.node.domain.Timings;
import dev.understudy.node.wiring.CoreThread;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Nodes with real engines, each at its own loopback address, on a log in memory. The test writes
 * the decisions.
 */
public final class Cluster implements AutoCloseable {

  public static final Passwords PASSWORDS = new Passwords("app secret", "repl", "adm/+=%", "probe");
  public static final InstanceId DEMO = InstanceId.of("demo");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SealedSecret SEALED = new SealedSecret("k", "n", "c");

  public final int port;
  public final List<MemberEvent> events = new CopyOnWriteArrayList<>();
  public final List<MemberReported> reports = new CopyOnWriteArrayList<>();
  private final EngineBed engines;
  private final Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<Host> hosts = new ArrayList<>();
  private final List<Decision> log = new ArrayList<>();
  private final Duration failoverTimeout;
  private InstanceSpec spec;
  private int synchronousReplicas;
  private volatile boolean busOut;

  /** One node. */
  public final class Host {
    public final String letter;
    public final MemberId member;
    public final Address address;
    private final CoreThread core = new CoreThread(System::nanoTime);
    private final Node node;

    Host(String letter, int number) throws IOException {
      this.letter = letter;
      this.member = MemberId.of("demo-" + letter);
      this.address = new Address("127.0.1." + number, port);
      this.node = newNode();
    }

    private Node newNode() throws IOException {
      Timings timings =
          new Timings(
              Duration.ofMillis(150),
              Duration.ofSeconds(1),
              Duration.ofMillis(100),
              Duration.ofSeconds(5),
              Duration.ofSeconds(1),
              Duration.ofMinutes(5),
              1024 * 1024,
              Duration.ofSeconds(10));
      NodeId id = NodeId.of("node-" + letter);
      Hosting hosting =
          new Hosting(id, "local", letter, address.host(), 1L << 30, "redis", timings, false);
      Path data = folder.resolve(letter);
      Recruiter recruiter =
          new Recruiter(
              hosting,
              core,
              new Ports(
                  engines.processes(data, timings.backlogBytes()),
                  new RedisLinks(vertx),
                  new DiskFolders(data, id, new JsonMapper(), System::nanoTime),
                  new DiskSalvages(data, 2),
                  new KeyComparison(vertx, 1_000_000),
                  new Bus(),
                  new Untold()),
              ignored -> PASSWORDS,
              () -> letter + System.nanoTime());
      return new Node(hosting, core, recruiter, new EngineReplication());
    }

    void begin() {
      core.execute(
          () -> {
            node.start();
            node.wanted(spec);
            for (int i = 0; i < log.size(); i++) {
              node.decided(i, log.get(i));
            }
            node.logRead();
          });
    }

    public Path memberFolder() {
      return folder.resolve(letter).resolve("demo").resolve(member.value());
    }

    public long pid() throws IOException {
      return Long.parseLong(Files.readString(memberFolder().resolve("redis.pid")).strip());
    }

    public void signal(String signal) throws Exception {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
    }

    /** As if the node's process had been killed: nothing is told to anybody. */
    void vanish() {
      core.close();
    }

    public Redis redis() {
      return new Redis(address, "default", PASSWORDS.application());
    }

    public Redis probe() {
      return new Redis(address, InstanceSecrets.PROBE_USER, PASSWORDS.probe());
    }

    public Redis admin() {
      return new Redis(address, InstanceSecrets.ADMIN_USER, PASSWORDS.admin());
    }
  }

  private final class Bus implements Outbox {
    @Override
    public void publish(MemberEvent event) {
      events.add(event);
    }

    @Override
    public void report(MemberReported event) {
      reports.add(event);
    }

    @Override
    public void announce(NodeAnnounced event) {}

    @Override
    public void renew(LeaseRenewed renewal) {
      if (!busOut) {
        append(renewal);
      }
    }
  }

  /** Starts {@code count} nodes, each with a parked member. */
  public Cluster(EngineBed engines, Path folder, int count, Duration failoverTimeout)
      throws IOException {
    this.engines = engines;
    this.folder = folder.toRealPath();
    this.failoverTimeout = failoverTimeout;
    this.port = FreePort.atAll(count);
    for (int i = 1; i <= count; i++) {
      hosts.add(new Host(String.valueOf((char) ('a' + i - 1)), i));
    }
    spec = specOf(1, hosts);
    hosts.forEach(Host::begin);
  }

  private InstanceSpec specOf(long revision, List<Host> members) {
    return new InstanceSpec(
        DEMO,
        revision,
        port,
        Profile.named("nano"),
        members.stream()
            .map(host -> new MemberSpec(host.member, NodeId.of("node-" + host.letter), 100))
            .toList(),
        new HighAvailability(true, failoverTimeout, 1 << 20, Duration.ZERO, synchronousReplicas),
        AlertThresholds.DEFAULT,
        new InstanceSecrets(SEALED, SEALED, SEALED, SEALED));
  }

  public Host host(int index) {
    return hosts.get(index);
  }

  public synchronized void append(Decision decision) {
    int offset = log.size();
    log.add(decision);
    hosts.forEach(host -> host.core.execute(() -> host.node.decided(offset, decision)));
  }

  public void open(long epoch, Cause cause, Host deposed) {
    append(
        new EpochOpened(
            DEMO,
            Epoch.of(epoch),
            cause,
            deposed == null ? null : deposed.member,
            null,
            null,
            hosts.stream().map(host -> host.member).toList(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            "test"));
  }

  /** Elects a member that has joined. */
  public void elect(long epoch, Host host) {
    Offset offset = await(MemberJoined.class, host, joined(epoch)).offset();
    append(
        new PrimaryElected(
            DEMO,
            Epoch.of(epoch),
            host.member,
            offset,
            host.address,
            failoverTimeout.toMillis(),
            null,
            List.of()));
  }

  public static Predicate<MemberEvent> joined(long epoch) {
    return event -> event.epoch().equals(Epoch.of(epoch));
  }

  /** What was said after the first {@code count} events. */
  public List<MemberEvent> since(int count) {
    return events.stream().skip(count).toList();
  }

  /** The last event of a kind that a member said and that fits. */
  public <E extends MemberEvent> Optional<E> last(
      Class<E> type, Host host, Predicate<? super E> fits) {
    return events.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(event -> event.member().equals(host.member))
        .filter(fits)
        .reduce((first, second) -> second);
  }

  public <E extends MemberEvent> E await(Class<E> type, Host host, Predicate<? super E> fits) {
    Awaitility.await(type.getSimpleName() + " of " + host.member)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> last(type, host, fits).isPresent());
    return last(type, host, fits).orElseThrow();
  }

  /** From now on nobody reads renewals. */
  public void busOut(boolean out) {
    busOut = out;
  }

  /** Kills a node's process, not its engines, and starts it again. */
  public void restart(int index) throws IOException {
    hosts.get(index).vanish();
    Host next = new Host(hosts.get(index).letter, index + 1);
    hosts.set(index, next);
    next.begin();
  }

  /** From now on so many replicas have to acknowledge. */
  public void synchronous(int replicas) {
    synchronousReplicas = replicas;
    spec = specOf(spec.revision() + 1, hosts);
    InstanceSpec next = spec;
    hosts.forEach(host -> host.core.execute(() -> host.node.wanted(next)));
  }

  /** Kills a node's process and its engine. */
  public void lose(int index) throws Exception {
    hosts.get(index).vanish();
    hosts.get(index).signal("KILL");
  }

  /** The instance without the last member. */
  public void removeLast() {
    Host last = hosts.get(hosts.size() - 1);
    spec = specOf(2, hosts.subList(0, hosts.size() - 1));
    last.core.execute(() -> last.node.wanted(spec));
  }

  public static void eventually(Runnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .ignoreException(UncheckedIOException.class)
        .untilAsserted(assertion::run);
  }

  @Override
  public void close() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Host host : hosts) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      host.core.execute(() -> host.node.stop().whenComplete((done, failure) -> end.complete(null)));
      ends.add(end);
    }
    for (CompletableFuture<Void> end : ends) {
      end.orTimeout(15, TimeUnit.SECONDS).join();
    }
    hosts.forEach(Host::vanish);
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
