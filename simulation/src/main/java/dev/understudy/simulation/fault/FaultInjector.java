package dev.understudy.simulation.fault;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.redis.Disk;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.run.World;
import dev.understudy.simulation.service.EngineRoom;
import dev.understudy.simulation.service.NodeService;
import dev.understudy.simulation.service.OrchestratorService;
import dev.understudy.simulation.service.ProberService;
import dev.understudy.simulation.service.Service;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Makes a plan's faults happen, and ends them. */
public final class FaultInjector {

  private static final long SLOW_NANOS = 500_000_000;
  private static final double SLOW_LOADING = 100;

  private final World world;
  private final FaultPlan plan;
  private final Consumer<String> told;
  private final List<Fault> armed = new ArrayList<>();
  private final List<Runnable> undone = new ArrayList<>();
  private boolean over;

  /**
   * @param told hears of every fault when it happens
   */
  public FaultInjector(World world, FaultPlan plan, Consumer<String> told) {
    this.world = world;
    this.plan = plan;
    this.told = told;
  }

  /** Notes everything on the agenda. */
  public void begin() {
    for (Fault fault : plan.faults()) {
      world
          .agenda()
          .in(
              fault.atMillis() * 1_000_000,
              null,
              fault.trigger() == null ? () -> happen(fault) : () -> armed.add(fault));
    }
    world.agenda().in(plan.endsMillis() * 1_000_000, null, this::endAll);
    world.bus().watch(record -> record.event().ifPresent(this::appended));
  }

  private void appended(Event event) {
    boolean heeded = event instanceof Decision || event instanceof MemberEvent;
    if (!heeded || armed.isEmpty()) {
      return;
    }
    for (Iterator<Fault> all = armed.iterator(); all.hasNext(); ) {
      Fault fault = all.next();
      if (event.getClass().getSimpleName().equals(fault.trigger())) {
        all.remove();
        Fault placed = placed(fault, event);
        world.agenda().in(fault.afterMillis() * 1_000_000, null, () -> happen(placed));
      }
    }
  }

  private Fault placed(Fault fault, Event event) {
    return fault.place() == Fault.AT_SPEAKER && event instanceof MemberEvent word
        ? fault.at(hostOf(word.node()))
        : fault;
  }

  private int hostOf(NodeId node) {
    return world.nodeHosts().stream()
        .filter(host -> NodeService.idOf(host).equals(node))
        .findFirst()
        .orElseThrow()
        .index();
  }

  private void endAll() {
    over = true;
    armed.clear();
    List<Runnable> rest = List.copyOf(undone);
    undone.clear();
    rest.forEach(Runnable::run);
    told.accept("all faults are over");
  }

  private void happen(Fault fault) {
    if (over) {
      return;
    }
    told.accept("FAULT " + fault);
    switch (fault.kind()) {
      case ENGINE_CRASH -> onEngine(fault, Engine::kill);
      case ENGINE_REBORN_EMPTY -> reborn(fault);
      case ENGINE_FREEZE -> onEngine(fault, engine -> freeze(fault, engine.actor()));
      case NODE_CRASH -> crash(fault, service(fault, world.nodes()));
      case NODE_FREEZE -> freeze(fault, service(fault, world.nodes()).actor());
      case HOST_CRASH -> hostCrash(fault);
      case ORCHESTRATOR_CRASH -> crash(fault, world.orchestrators().get(fault.other() % 2));
      case ORCHESTRATOR_FREEZE ->
          freeze(fault, world.orchestrators().get(fault.other() % 2).actor());
      case PROBER_CRASH -> crash(fault, service(fault, world.probers()));
      case PROBER_FREEZE -> freeze(fault, service(fault, world.probers()).actor());
      case DNS_CRASH -> crash(fault, world.dnsUpdaters().get(fault.other() % 2));
      case DNS_FREEZE -> freeze(fault, world.dnsUpdaters().get(fault.other() % 2).actor());
      case NAME_SERVER_FREEZE -> freeze(fault, world.nameServer().actor());
      case HOST_ISOLATED -> cut(fault, true, true);
      case HOST_MUTE -> cut(fault, true, false);
      case HOST_DEAF -> cut(fault, false, true);
      case BUS_UNREACHABLE -> cutPair(fault, host(fault), world.bus().actor().host());
      case PAIR_CUT -> cutPair(fault, host(fault), otherHost(fault));
      case BUS_OUTAGE -> freeze(fault, world.bus().actor());
      case READS_LATE -> readLate(fault);
      case REBALANCE -> rebalance(fault);
      case COMPACTION -> world.bus().compact();
      case DUPLICATES -> {
        world.bus().repeat(true);
        later(fault, () -> world.bus().repeat(false));
      }
      case SLOW_NETWORK -> {
        world.network().slow(SLOW_NANOS);
        later(fault, () -> world.network().slow(0));
      }
      case WRONG_PASSWORD -> wrongPassword(fault);
      case SLOW_LOADING -> {
        world.surroundings().loadingFactor(SLOW_LOADING);
        later(fault, () -> world.surroundings().loadingFactor(1));
      }
      case SWITCHOVER -> world.operator().switchPrimary(false);
      case FORCED_SWITCHOVER -> world.operator().switchPrimary(true);
      case ADD_REPLICA -> world.operator().addReplica();
      case REMOVE_REPLICA -> world.operator().removeReplica();
      case RECREATE -> world.operator().delete();
      case ACKNOWLEDGE -> world.operator().acknowledge();
      case CHANGE_TIMEOUT -> world.operator().changeTimeout(fault.other());
    }
  }

  /** Ends the fault after its time, or when all faults end. */
  private void later(Fault fault, Runnable undo) {
    undone.add(undo);
    world
        .agenda()
        .in(
            fault.forMillis() * 1_000_000,
            null,
            () -> {
              if (undone.remove(undo)) {
                undo.run();
              }
            });
  }

  private Host host(Fault fault) {
    return fault.place() < 0
        ? world.primaryHost()
        : world.nodeHosts().get(fault.place() % world.nodeHosts().size());
  }

  private Host otherHost(Fault fault) {
    return world.hosts().get(fault.other() % world.hosts().size());
  }

  private <S extends Service> S service(Fault fault, List<S> services) {
    return services.get(host(fault).index());
  }

  private void onEngine(Fault fault, Consumer<Engine> what) {
    for (Engine engine : List.copyOf(room(fault).engines())) {
      if (engine.isRunning()) {
        what.accept(engine);
      }
    }
  }

  private EngineRoom room(Fault fault) {
    return world.rooms().get(host(fault).index());
  }

  private void reborn(Fault fault) {
    room(fault).disks().forEach(Disk::loseSnapshot);
    onEngine(fault, Engine::kill);
  }

  private void crash(Fault fault, Service service) {
    if (service.actor().isAlive()) {
      service.actor().die();
      later(fault, service::start);
    }
  }

  private void freeze(Fault fault, Actor actor) {
    int life = actor.life();
    actor.freeze();
    later(
        fault,
        () -> {
          if (actor.life() == life) {
            actor.thaw();
          }
        });
  }

  private void hostCrash(Fault fault) {
    Host host = host(fault);
    EngineRoom room = world.rooms().get(host.index());
    onEngine(fault, Engine::kill);
    crash(fault, world.nodes().get(host.index()));
    crash(fault, world.probers().get(host.index()));
    room.losePower().forEach((member, epoch) -> world.watchdog().powerFailed(member, epoch));
    world.orchestrators().stream()
        .filter(each -> each.actor().host() == host)
        .forEach(each -> crash(fault, each));
    world.dnsUpdaters().stream()
        .filter(each -> each.actor().host() == host)
        .forEach(each -> crash(fault, each));
  }

  private void cut(Fault fault, boolean out, boolean in) {
    Host host = host(fault);
    for (Host other : world.hosts()) {
      if (out) {
        world.network().cut(host, other);
      }
      if (in) {
        world.network().cut(other, host);
      }
    }
    later(
        fault,
        () -> {
          for (Host other : world.hosts()) {
            if (out) {
              world.network().mend(host, other);
            }
            if (in) {
              world.network().mend(other, host);
            }
          }
        });
  }

  private void cutPair(Fault fault, Host a, Host b) {
    world.network().cut(a, b);
    world.network().cut(b, a);
    later(
        fault,
        () -> {
          world.network().mend(a, b);
          world.network().mend(b, a);
        });
  }

  /** One of the orchestrators, or both. */
  private void readLate(Fault fault) {
    List<OrchestratorService> all = world.orchestrators();
    int which = fault.other() % (all.size() + 1);
    List<OrchestratorService> late = which < all.size() ? List.of(all.get(which)) : all;
    late.forEach(each -> world.bus().holdUp(each.actor(), OrchestratorService.EVIDENCE));
    later(fault, () -> late.forEach(each -> world.bus().holdUp(each.actor(), List.of())));
  }

  private void rebalance(Fault fault) {
    List<Service> all = new ArrayList<>(world.nodes());
    all.addAll(world.orchestrators());
    all.addAll(world.dnsUpdaters());
    all.addAll(world.probers());
    world.bus().rebalance(all.get(Math.max(0, fault.other()) % all.size()).actor());
  }

  private void wrongPassword(Fault fault) {
    ProberService prober = service(fault, world.probers());
    configure(prober, true);
    later(fault, () -> configure(prober, false));
  }

  /** A key file is read at the start only. */
  private static void configure(ProberService prober, boolean wrong) {
    prober.wrongPassword(wrong);
    if (prober.actor().isAlive()) {
      prober.actor().die();
      prober.start();
    }
  }
}
