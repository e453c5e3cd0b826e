package dev.understudy.simulation.bus;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.core.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Kafka, as far as its promises go: within a partition one order for everybody, between partitions
 * none; a record that was acknowledged is never lost, one that wasn't may be there all the same;
 * consumers may be made to read again what they have read.
 *
 * <p>A topic has two partitions. What is appended is also shown to the checks, at once.
 */
public final class Broker {

  static final int PARTITIONS = 2;
  private static final long LATEST_REPETITION_NANOS = 1_000_000_000L;

  private final Agenda agenda;
  private final Network network;
  private final Chance chance;
  private final Actor actor;
  private final Map<String, List<Log>> topics = new LinkedHashMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<Consumer<BusRecord>> watchers = new ArrayList<>();
  private final Map<Actor, List<String>> heldUp = new HashMap<>();
  private boolean repeating;

  public Broker(Agenda agenda, Network network, Chance chance, Host host) {
    this.agenda = agenda;
    this.network = network;
    this.chance = chance;
    this.actor = new Actor("bus", host, agenda);
    actor.start();
    for (String topic : Topics.ALL) {
      List<Log> logs = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        logs.add(new Log(topic, i));
      }
      topics.put(topic, logs);
    }
  }

  /** An outage is a broker that is frozen: what was sent to it waits, or is given up. */
  public Actor actor() {
    return actor;
  }

  /** Sees every record when it is appended. */
  public void watch(Consumer<BusRecord> watcher) {
    watchers.add(watcher);
  }

  /** A new producer of a process; to be made anew when that starts anew. */
  public Producer producer(Actor owner) {
    return new Producer(this, owner);
  }

  /**
   * Reads topics.
   *
   * @param fromStart or only what comes
   * @param caughtUp runs once, when everything was read that there was at the beginning
   */
  public Subscription subscribe(
      Actor owner,
      List<String> names,
      boolean fromStart,
      Consumer<BusRecord> handler,
      Runnable caughtUp) {
    subscriptions.removeIf(Subscription::isOver);
    Subscription subscription = new Subscription(this, owner, names, fromStart, handler, caughtUp);
    subscriptions.add(subscription);
    subscription.begin();
    return subscription;
  }

  /** Since when a process has missed nothing that came in the topics that it reads. */
  public long completeSinceNanos(String owner) {
    return subscriptions.stream()
        .filter(each -> each.isOf(owner))
        .mapToLong(Subscription::completeSinceNanos)
        .max()
        .orElse(Long.MAX_VALUE);
  }

  /** Every consumer of a process reads again, from somewhere that it had read before. */
  public void rebalance(Actor owner) {
    subscriptions.stream()
        .filter(each -> each.belongsTo(owner))
        .forEach(each -> each.rewind(chance));
  }

  /** A process doesn't get to reading these topics; none: it reads them all again. */
  public void holdUp(Actor owner, List<String> names) {
    heldUp.put(owner, names);
  }

  boolean isHeldUp(Actor owner, Log log) {
    return heldUp.getOrDefault(owner, List.of()).contains(log.topic);
  }

  public void compact() {
    topics.values().forEach(logs -> logs.forEach(Log::compact));
  }

  /**
   * Whether producers send everything twice, as if they had not heard that it was stored: decisions
   * again after a while, for the first counts; the rest at once, for it is sent again in order.
   */
  public void repeat(boolean twice) {
    repeating = twice;
  }

  List<Log> logs(String topic) {
    return topics.get(topic);
  }

  Agenda agenda() {
    return agenda;
  }

  Network network() {
    return network;
  }

  Chance chance() {
    return chance;
  }

  /** The partition of an instance, or of a node. */
  private static int partition(String key) {
    int slash = key.indexOf('/');
    String owner = slash < 0 ? key : key.substring(0, slash);
    return Math.floorMod(owner.hashCode(), PARTITIONS);
  }

  void append(Event event, Instant sentAt, String writer) {
    store(event, sentAt, writer);
    if (repeating) {
      repeat(event, sentAt, writer);
    }
  }

  private void repeat(Event event, Instant sentAt, String writer) {
    if (event instanceof Decision) {
      long later = chance.between(0, LATEST_REPETITION_NANOS);
      agenda.in(later, null, () -> store(event, sentAt, writer));
    } else {
      store(event, sentAt, writer);
    }
  }

  private void store(Event event, Instant sentAt, String writer) {
    String key = plainKey(event);
    append(event.topic(), key, compactionKey(event), Optional.of(event), sentAt, writer);
  }

  void appendTombstone(String topic, String key, Instant sentAt, String writer) {
    append(topic, key, key, Optional.empty(), sentAt, writer);
  }

  private void append(
      String topic,
      String key,
      String compactionKey,
      Optional<Event> event,
      Instant sentAt,
      String writer) {
    Log log = topics.get(topic).get(partition(key));
    BusRecord record =
        new BusRecord(topic, log.partition, log.end(), key, compactionKey, event, sentAt, writer);
    log.append(record);
    watchers.forEach(watcher -> watcher.accept(record));
    for (Subscription subscription : subscriptions) {
      subscription.appended(log);
    }
  }

  /** A decision's own key has a random part, which a replay could not repeat. */
  private static String plainKey(Event event) {
    return event instanceof Decision decision ? decision.instance().value() : event.key();
  }

  private static String compactionKey(Event event) {
    boolean compacted =
        event instanceof LeaseRenewed
            || event instanceof InstanceSpec
            || event instanceof NodeAnnounced
            || event instanceof TopologySnapshot
            || event instanceof EndpointPublished;
    return compacted ? event.key() : null;
  }
}
