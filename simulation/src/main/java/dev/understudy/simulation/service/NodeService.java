package dev.understudy.simulation.service;

import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.Ports;
import dev.understudy.node.application.ReadProgress;
import dev.understudy.node.application.Recruiter;
import dev.understudy.node.application.RetryingOutbox;
import dev.understudy.node.application.Telemetry;
import dev.understudy.node.application.WritePermit;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Timings;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.bus.Producer;
import dev.understudy.simulation.bus.Subscription;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.redis.Surroundings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A replica-node: all of its application and domain, on simulated engines. */
public final class NodeService implements Service {

  private static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          16L * 1024 * 1024,
          Duration.ofSeconds(5));
  private static final long CAPACITY_BYTES = 1L << 34;

  /** An engine that it finds running has two seconds to let it log in, before it is ended. */
  private static final long FIRST_GRASP_NANOS = 3_000_000_000L;

  /** After having stood still it fences at once, and by force what doesn't obey. */
  private static final long GRASP_NANOS = 500_000_000L;

  private final Habitat habitat;
  private final Actor actor;
  private final EngineRoom room;
  private final Surroundings surroundings;
  private final Consumer<MemberEvent> said;
  private final Map<MemberId, BooleanSupplier> entitled = new HashMap<>();
  private Node node;
  private long readSinceNanos;
  private long lastRenewal;

  /**
   * @param said sees what the node says of its members, when it says it
   */
  public NodeService(
      Habitat habitat,
      Host host,
      EngineRoom room,
      Surroundings surroundings,
      Consumer<MemberEvent> said) {
    this.habitat = habitat;
    this.actor = new Actor("node-" + host.name(), host, habitat.agenda());
    this.room = room;
    this.surroundings = surroundings;
    this.said = said;
  }

  /** The node of a machine. */
  public static NodeId idOf(Host host) {
    return NodeId.of("node-" + host.name());
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void start() {
    actor.start();
    Host host = actor.host();
    NodeCore core = new NodeCore(actor, habitat.chance());
    Hosting hosting =
        new Hosting(
            idOf(host),
            "local",
            host.name(),
            host.address(),
            CAPACITY_BYTES,
            "redis 7.0.15",
            TIMINGS,
            true);
    Producer producer = habitat.bus().producer(actor);
    RetryingOutbox outbox = new RetryingOutbox(producer::publish, core);
    Recruiter recruiter =
        new Recruiter(
            hosting,
            core,
            new Ports(
                room.processes(actor),
                habitat.rules().links(new NodeLinks(actor, surroundings, this::epochOnDisk)),
                habitat.rules().folders(room.folders()),
                room.salvages(actor),
                new NodeComparison(actor, surroundings),
                outbox,
                new Spoken()),
            NodeService::passwords,
            () -> host.name() + "-" + lastRenewal++);
    node = new Node(hosting, core, recruiter, (member, epoch, primary) -> primary);
    Announcer announcer = new Announcer(hosting, node::reservedBytes, core, outbox);
    readSinceNanos = Long.MAX_VALUE;
    Reader reader = new Reader(node);
    Subscription subscription =
        habitat.subscribe(
            actor, List.of(Topics.INSTANCES, Topics.DECISIONS), true, reader::read, () -> {});
    reader.begin(subscription, habitat.rules());
    core.execute(
        () -> {
          announcer.begin();
          node.start();
        });
  }

  /**
   * Whether it is promised that a member takes writes only while it may. That holds while its node
   * runs, and for as long as its lease or its failsafe lasts, whatever has become of the node.
   */
  public boolean answersFor(MemberId member) {
    return hasGrip() || entitled.getOrDefault(member, () -> false).getAsBoolean();
  }

  /** Before it has read the decision log it knows of no member, and can't fence any. */
  private boolean hasGrip() {
    if (!actor.isAlive() || !node.hasReadLog()) {
      return false;
    }
    readSinceNanos = Math.min(readSinceNanos, habitat.agenda().nowNanos());
    return actor.isSteadyFor(GRASP_NANOS)
        && habitat.agenda().nowNanos() - readSinceNanos >= FIRST_GRASP_NANOS;
  }

  private Epoch epochOnDisk(MemberIdentity id) {
    return room.standing(id).epoch();
  }

  private static EngineSettings.Passwords passwords(InstanceSpec spec) {
    String probe = ProberService.password(spec.secrets().probe());
    return new EngineSettings.Passwords("application", "replication", "admin", probe);
  }

  /** What {@code adapter.kafka} does: each record once, and the end of the log noticed. */
  private static final class Reader {

    private final Node node;
    private final ReadProgress progress;

    Reader(Node node) {
      this.node = node;
      this.progress = new ReadProgress(node);
    }

    void begin(Subscription subscription, Rules rules) {
      Map<String, Map<Integer, Long>> ends = new HashMap<>();
      subscription.extents(
          (topic, partition, end) ->
              ends.computeIfAbsent(topic, t -> new HashMap<>()).put(partition, rules.logEnd(end)));
      ends.forEach(progress::assigned);
    }

    void read(BusRecord record) {
      if (!progress.isNew(record.topic(), record.partition(), record.offset())) {
        return;
      }
      if (record.event().isEmpty()) {
        node.unwanted(InstanceId.of(record.key()));
      } else if (record.event().get() instanceof InstanceSpec spec) {
        node.wanted(spec);
      } else if (record.event().get() instanceof Decision decision) {
        node.decided(record.offset(), decision);
      }
      progress.handled(record.topic(), record.partition(), record.offset());
    }
  }

  /** Shows the checks what is said. */
  private final class Spoken implements Telemetry {
    @Override
    public void said(MemberEvent event) {
      said.accept(event);
    }

    @Override
    public void hosts(MemberIdentity member, WritePermit permit) {
      BooleanSupplier now = () -> !permit.leaseRemaining().isZero() || permit.failsafe();
      // What an earlier process was given lasts, though it isn't there any more.
      entitled.merge(
          member.member(),
          now,
          (before, also) -> () -> before.getAsBoolean() || also.getAsBoolean());
    }

    @Override
    public void hostsNoMore(MemberIdentity member) {
      // Nobody scrapes here.
    }
  }
}
