package dev.understudy.simulation.service;

import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.prober.application.Loop;
import dev.understudy.prober.application.ProbeDesk;
import dev.understudy.prober.application.Pulse;
import dev.understudy.prober.domain.Cadence;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.bus.Producer;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.redis.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A health-prober: one vantage. */
public final class ProberService implements Service {

  private static final Cadence CADENCE = new Cadence(1000, 100, 500);
  private static final long ABANDON_MILLIS = 10_000;
  private static final List<String> WISHES =
      List.of(Topics.INSTANCES, Topics.NODES, Topics.TOPOLOGY);

  private final Habitat habitat;
  private final Actor actor;
  private final Surroundings surroundings;
  private boolean wrongPassword;

  public ProberService(Habitat habitat, Host host, Surroundings surroundings) {
    this.habitat = habitat;
    this.actor = new Actor("prober-" + host.name(), host, habitat.agenda());
    this.surroundings = surroundings;
  }

  @Override
  public Actor actor() {
    return actor;
  }

  /** New connections are made with a password that no engine accepts, or with the right one. */
  public void wrongPassword(boolean wrong) {
    wrongPassword = wrong;
  }

  static String password(SealedSecret sealed) {
    return sealed.toString();
  }

  @Override
  public void start() {
    actor.start();
    Timers loop = new Timers(actor);
    Producer producer = habitat.bus().producer(actor);
    ProbeDesk desk =
        new ProbeDesk(
            new dev.understudy.prober.application.Surroundings(
                Vantage.of(actor.host().name()),
                CADENCE,
                ABANDON_MILLIS,
                () -> actor.host().clock().monotonicNanos(),
                bound -> habitat.chance().between(0, bound - 1),
                loop,
                (target, password, listener) ->
                    new ProbeLine(actor, surroundings, target, password, listener),
                assignment -> wrongPassword ? "wrong" : password(assignment.password()),
                observation -> producer.publish(observation.round()),
                new NoMeters(),
                new Pulse(() -> actor.host().clock().monotonicNanos())));
    habitat.subscribe(actor, WISHES, true, record -> read(desk, record), () -> {});
  }

  /** What {@code adapter.kafka.EventChannels} does. */
  private static void read(ProbeDesk desk, BusRecord record) {
    if (record.event().isEmpty()) {
      if (record.topic().equals(Topics.INSTANCES)) {
        desk.unwanted(InstanceId.of(record.key()));
      } else if (record.topic().equals(Topics.NODES)) {
        desk.removed(NodeId.of(record.key()));
      }
    } else if (record.event().get() instanceof InstanceSpec spec) {
      desk.wanted(spec);
    } else if (record.event().get() instanceof NodeAnnounced node) {
      desk.located(node);
    } else if (record.event().get() instanceof TopologySnapshot topology) {
      desk.changed(topology);
    }
  }

  /** The prober's one thread. */
  private static final class Timers implements Loop {

    private final Actor actor;
    private final Map<Long, Agenda.Entry> timers = new HashMap<>();
    private long last;

    Timers(Actor actor) {
      this.actor = actor;
    }

    @Override
    public long after(long millis, Runnable task) {
      long id = last++;
      timers.put(
          id,
          actor.in(
              millis * 1_000_000,
              () -> {
                timers.remove(id);
                task.run();
              }));
      return id;
    }

    @Override
    public void cancel(long timer) {
      Agenda.Entry entry = timers.remove(timer);
      if (entry != null) {
        entry.cancel();
      }
    }

    @Override
    public void execute(Runnable task) {
      actor.in(0, task);
    }
  }
}
