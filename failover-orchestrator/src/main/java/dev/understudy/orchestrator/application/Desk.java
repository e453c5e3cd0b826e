package dev.understudy.orchestrator.application;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.InstanceMachine;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.Nodes;
import dev.understudy.orchestrator.domain.Timing;
import dev.understudy.orchestrator.domain.Vantages;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Owns every instance's state. Must only be called by one thread, {@link DeskThread}'s.
 *
 * <p>Every orchestrator reads every partition and decides on every instance. That two of them
 * append the same decision does no harm: the first in the log counts, and both act only on what
 * they read back.
 *
 * <p>While the bus is away nobody is heard, which says nothing of anybody. So nothing is judged, no
 * decision is made and nobody is alarmed; nothing is kept to be sent afterwards. When nodes or
 * probers are heard again, or when this process stood still, every instance listens before it
 * decides, as after a start. What probers saw and is read late is dropped ({@link
 * StaleObservations}); what nodes say counts as old as it is.
 */
public final class Desk {

  private static final Logger LOG = Logger.getLogger(Desk.class);

  /** How often an instance that is well is looked at. */
  private static final Duration CALM_TICK = Duration.ofMillis(500);

  private final Supplier<Moment> clock;
  private final Timing timing;
  private final String self;
  private final EventSink sink;
  private final FleetView view;
  private final Nodes nodes = new Nodes();
  private final Vantages vantages = new Vantages();
  private final Map<InstanceId, InstanceMachine> machines = new HashMap<>();
  private final Map<String, Long> lastOffsets = new HashMap<>();
  private final StaleObservations stale = new StaleObservations();
  private final Attention attention;
  private final DecisionMetrics metrics;
  private Moment lastCalmTick;
  private boolean active;
  private boolean caughtUp;

  /** When that which is being worked on arrived: a record, or the moment to look again. */
  private Moment arrivedAt;

  /** Whether the bus refused the last record that it was given. */
  private volatile boolean refused;

  public Desk(
      Supplier<Moment> clock,
      Timing timing,
      String self,
      EventSink sink,
      FleetView view,
      DecisionMetrics metrics) {
    this.clock = clock;
    this.timing = timing;
    this.attention = new Attention(timing.freshness());
    this.self = self;
    this.sink = sink;
    this.view = view;
    this.metrics = metrics;
  }

  /**
   * Handles a record; one that was handled before is skipped.
   *
   * @param arrivedAt when this process got it, which may be a while before it is its turn
   */
  public void handle(Received received, Moment arrivedAt) {
    String partition = received.topic() + "-" + received.partition();
    Long last = lastOffsets.get(partition);
    if (last != null && received.offset() <= last) {
      return;
    }
    lastOffsets.put(partition, received.offset());
    this.arrivedAt = arrivedAt;
    Moment now = clock.get();
    if (received.event().isPresent()) {
      handle(received.event().get(), received, now);
    } else if (received.topic().equals(Topics.INSTANCES)) {
      forget(InstanceId.of(received.key()));
    }
  }

  private void handle(Event event, Received received, Moment now) {
    Moment sentAt = sentAt(received, now);
    if (event instanceof InstanceObserved observed) {
      hear(now);
      observed(observed, sentAt, now);
    } else if (event instanceof MemberEvent member) {
      hear(now);
      view.show(member, sentAt);
      publish(member.instance(), machine(member.instance()).onMember(member, sentAt, now));
    } else if (event instanceof Decision decision) {
      publish(
          decision.instance(),
          machine(decision.instance()).onDecision(received.offset(), decision, now));
      show(decision.instance());
    } else if (event instanceof InstanceSpec spec) {
      publish(spec.instance(), machine(spec.instance()).onSpec(spec, now));
      show(spec.instance());
    } else if (event instanceof NodeAnnounced node) {
      nodes.learn(node, sentAt);
      view.showNode(node, sentAt);
    } else if (event instanceof EndpointPublished endpoint) {
      publish(endpoint.instance(), machine(endpoint.instance()).onEndpoint(endpoint, now));
    } else if (event instanceof AlertEvent alert) {
      machine(alert.instance()).onAlert(alert);
      show(alert.instance());
    }
  }

  /** After a silence, what was known of anybody is old; decisions wait for what is new. */
  private void hear(Moment now) {
    if (active && attention.isDeaf(now)) {
      machines.values().forEach(machine -> machine.listen(now));
    }
    attention.heard(now);
  }

  /** Other clocks have gone on, and what was said meanwhile is still to be read. */
  private void listenAgain(Moment now) {
    machines.values().stream()
        .filter(machine -> !machine.isListening())
        .forEach(machine -> machine.listen(now));
  }

  /** One that is read late says nothing of now, however many of them there are. */
  private void observed(InstanceObserved observed, Moment sentAt, Moment now) {
    if (now.isAtLeast(timing.freshness(), sentAt)) {
      stale.dropped(now.since(sentAt));
      view.showStaleObservations(stale.total());
    } else {
      stale.fresh();
      publish(observed.instance(), machine(observed.instance()).onObserved(observed, now));
    }
  }

  /** When it was sent, on this clock; never in the future. */
  private static Moment sentAt(Received received, Moment now) {
    Duration age = Duration.between(received.sentAt(), now.wall());
    return age.isNegative() ? now : now.minus(age);
  }

  /** Everything was read that the topics held at the start: from now on it decides. */
  public void activate() {
    active = true;
    Moment now = clock.get();
    arrivedAt = now;
    lastCalmTick = now;
    eachMachine((instance, machine) -> publish(instance, machine.resume(now)));
    showCaughtUp();
  }

  /** What there was before is known once its members were heard. */
  private void showCaughtUp() {
    if (!caughtUp && machines.values().stream().noneMatch(InstanceMachine::isListening)) {
      caughtUp = true;
      view.caughtUp(true);
      LOG.infof("caught up: %d instances", view.specs().size());
    }
  }

  /** Time has passed. */
  public void tick() {
    if (!active) {
      return;
    }
    Moment now = clock.get();
    if (attention.stoodStill(now)) {
      listenAgain(now);
    }
    if (refused && attention.isDeaf(now)) {
      return;
    }
    arrivedAt = now;
    boolean calm = now.isAtLeast(CALM_TICK, lastCalmTick);
    lastCalmTick = calm ? now : lastCalmTick;
    eachMachine(
        (instance, machine) -> {
          if (calm || machine.isUrgent()) {
            publish(instance, machine.onTick(now));
          }
        });
    showCaughtUp();
  }

  /** One instance that can't be worked on must not keep the others waiting. */
  private void eachMachine(BiConsumer<InstanceId, InstanceMachine> work) {
    machines.forEach(
        (instance, machine) -> {
          try {
            work.accept(instance, machine);
          } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not be worked on", instance);
          }
        });
  }

  /** See {@link Diagnoses}. */
  public Optional<InstanceDiagnosis> diagnosis(InstanceId instance) {
    return Optional.ofNullable(machines.get(instance))
        .flatMap(machine -> machine.diagnosis(clock.get()));
  }

  private InstanceMachine machine(InstanceId instance) {
    return machines.computeIfAbsent(
        instance,
        i -> {
          InstanceMachine machine = new InstanceMachine(nodes, vantages, timing, self);
          if (active) {
            machine.activate(clock.get());
          }
          return machine;
        });
  }

  /** The spec is gone; what the decision log says of the instance stays. */
  private void forget(InstanceId instance) {
    InstanceMachine machine = machines.get(instance);
    if (machine != null) {
      publish(instance, machine.onDeleted());
      show(instance);
    }
  }

  private void publish(InstanceId instance, List<Event> events) {
    Moment cause = arrivedAt;
    for (Event event : events) {
      if (event instanceof TopologySnapshot snapshot) {
        About.event(snapshot).log(() -> tell(snapshot));
        show(instance);
      } else {
        About.event(event).log(() -> LOG.infof("%s: appending %s", instance, event.type()));
      }
      sink.publish(event).whenComplete((done, failure) -> published(event, cause, failure));
    }
  }

  private static void tell(TopologySnapshot snapshot) {
    LOG.infof(
        "%s: epoch %s, %s, primary %s: %s",
        snapshot.instance(),
        snapshot.epoch(),
        snapshot.condition(),
        snapshot.primary(),
        snapshot.reason());
  }

  /**
   * A decision is appended again when it isn't read back in time; a snapshot with the next change.
   */
  private void published(Event event, Moment cause, Throwable failure) {
    refused = failure != null;
    if (failure == null && event instanceof Decision) {
      metrics.appended(clock.get().since(cause));
    } else if (failure != null) {
      About.event(event)
          .log(() -> LOG.debugf("the bus did not take %s: %s", event.type(), failure.getMessage()));
    }
  }

  private void show(InstanceId instance) {
    InstanceMachine machine = machine(instance);
    view.show(instance, machine.spec(), machine.topology(), machine.history(), machine.alerts());
  }
}
