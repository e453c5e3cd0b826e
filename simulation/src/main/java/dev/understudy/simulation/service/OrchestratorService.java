package dev.understudy.simulation.service;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.Desk;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.FleetView;
import dev.understudy.orchestrator.application.Received;
import dev.understudy.orchestrator.application.command.CommandLoop;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.Timing;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.bus.Producer;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.core.HostClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A failover-orchestrator: its desk and its API's commands. */
public final class OrchestratorService implements Service {

  private static final List<String> HISTORY =
      List.of(Topics.NODES, Topics.INSTANCES, Topics.DECISIONS, Topics.ENDPOINTS, Topics.ALERTS);

  /** The topics of those who tell what they see. */
  public static final List<String> EVIDENCE = List.of(Topics.MEMBERS, Topics.HEALTH);

  private static final long TICK_NANOS = 20_000_000;

  private final Habitat habitat;
  private final Actor actor;
  private final SecretBox secrets;
  private Supplier<Moment> moments;
  private Desk desk;
  private FleetView view;
  private Api api;

  public OrchestratorService(Habitat habitat, Host host, String name, SecretBox secrets) {
    this.habitat = habitat;
    this.actor = new Actor(name, host, habitat.agenda());
    this.secrets = secrets;
  }

  @Override
  public Actor actor() {
    return actor;
  }

  /** What it shows to its users. */
  public Fleet fleet() {
    return view;
  }

  /** What it does for its users. */
  public Api api() {
    return api;
  }

  @Override
  public void start() {
    actor.start();
    HostClock clock = actor.host().clock();
    moments = () -> new Moment(clock.monotonicNanos(), clock.wall());
    view = new FleetView(moments);
    EventSink sink = new BusSink(habitat.bus().producer(actor));
    desk = new Desk(moments, Timing.DEFAULT, actor.name(), sink, view, took -> {});
    api = new Api(view, sink, new Loop(actor), new HostWallClock(clock), secrets);
    habitat.subscribe(actor, HISTORY, true, this::read, desk::activate);
    habitat.subscribe(actor, EVIDENCE, false, this::read, () -> {});
    actor.in(TICK_NANOS, this::tick);
  }

  private void tick() {
    desk.tick();
    actor.in(TICK_NANOS, this::tick);
  }

  private void read(BusRecord record) {
    desk.handle(
        new Received(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            record.event(),
            record.sentAt()),
        moments.get());
  }

  private record BusSink(Producer producer) implements EventSink {
    @Override
    public CompletionStage<Void> publish(Event event) {
      return producer.publish(event);
    }

    @Override
    public CompletionStage<Void> deleteInstance(InstanceId instance) {
      return producer
          .publishTombstone(Topics.INSTANCES, instance.value())
          .thenCompose(done -> producer.publishTombstone(Topics.TOPOLOGY, instance.value()));
    }
  }

  private record Loop(Actor actor) implements CommandLoop {
    @Override
    public void execute(Runnable task) {
      actor.in(0, task);
    }

    @Override
    public void executeAfter(Duration delay, Runnable task) {
      actor.in(delay.toNanos(), task);
    }
  }
}
