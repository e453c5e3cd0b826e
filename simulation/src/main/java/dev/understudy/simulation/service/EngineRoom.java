package dev.understudy.simulation.service;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.node.application.EngineProcess;
import dev.understudy.node.application.EngineProcesses;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.node.application.Salvages;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Standing;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.redis.Disk;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A host's engines and their folders, which outlive the node's process. */
public final class EngineRoom {

  private static final long EXIT_NOTICED_NANOS = 2_000_000;
  private static final long FSYNC_NANOS = 5_000_000_000L;
  private static final long LINK_NANOS = 400_000;
  private static final int KILLED = 137;
  private static final int UNKNOWN = -1;

  private final Agenda agenda;
  private final Host host;
  private final Surroundings surroundings;
  private final Keeping keeping;
  private final Map<MemberIdentity, Disk> disks = new LinkedHashMap<>();
  private final Map<MemberIdentity, Engine> engines = new LinkedHashMap<>();

  /** Sees what is written down of a member. */
  public interface Keeping {
    void keeps(MemberId member, Epoch before, Epoch now);
  }

  public EngineRoom(Agenda agenda, Host host, Surroundings surroundings, Keeping keeping) {
    this.agenda = agenda;
    this.host = host;
    this.surroundings = surroundings;
    this.keeping = keeping;
  }

  public Collection<Engine> engines() {
    return engines.values();
  }

  /** The process of a member; null: there never was one here. */
  public Engine engine(MemberId member) {
    return engines.entrySet().stream()
        .filter(e -> e.getKey().member().equals(member))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  public Collection<Disk> disks() {
    return disks.values();
  }

  /** The folder of a member; null if it has none. */
  public Disk disk(MemberId member) {
    return disks.entrySet().stream()
        .filter(e -> e.getKey().member().equals(member))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private Disk disk(MemberIdentity id) {
    return disks.computeIfAbsent(id, i -> new Disk());
  }

  /** The processes as one life of the node sees them. */
  EngineProcesses processes(Actor node) {
    return new EngineProcesses() {
      @Override
      public EngineProcess start(EngineSettings settings) {
        return new Child(node, begin(settings), false);
      }

      @Override
      public Optional<EngineProcess> find(MemberIdentity id) {
        Engine engine = engines.get(id);
        return engine != null && engine.isRunning()
            ? Optional.of(new Child(node, engine, true))
            : Optional.empty();
      }
    };
  }

  private Engine begin(EngineSettings settings) {
    MemberIdentity id = settings.id();
    Actor actor = new Actor(id.member().value(), host, agenda);
    Engine engine =
        new Engine(
            surroundings,
            id.member(),
            actor,
            settings.address(),
            disk(id),
            settings.passwords().probe());
    engines.put(id, engine);
    engine.requireReplicas(settings.synchronousReplicas());
    engine.start();
    return engine;
  }

  Standing standing(MemberIdentity id) {
    return disks.containsKey(id) ? disk(id).standing() : Standing.NEW;
  }

  /** What was never forced to the disk is lost; the epochs that are left. */
  public Map<MemberId, Epoch> losePower() {
    Map<MemberId, Epoch> left = new LinkedHashMap<>();
    disks.forEach(
        (id, disk) -> {
          disk.losePower();
          left.put(id.member(), disk.standing().epoch());
        });
    return left;
  }

  /** What the node keeps on disk. */
  MemberFolders folders() {
    return new MemberFolders() {
      @Override
      public Standing standing(MemberIdentity id) {
        return EngineRoom.this.standing(id);
      }

      @Override
      public void keep(MemberIdentity id, Standing standing) {
        Disk disk = disk(id);
        keeping.keeps(id.member(), disk.standing().epoch(), standing.epoch());
        disk.keep(standing);
        agenda.in(FSYNC_NANOS, null, disk::settle);
      }

      @Override
      public List<MemberIdentity> found() {
        return new ArrayList<>(disks.keySet());
      }

      @Override
      public void delete(MemberIdentity id) {
        disks.remove(id);
      }

      @Override
      public void setAside(MemberIdentity id) {
        disks.remove(id);
      }
    };
  }

  /** Where one life of the node puts snapshots aside. */
  Salvages salvages(Actor node) {
    return (id, led) -> {
      CompletableFuture<String> path = new CompletableFuture<>();
      node.in(LINK_NANOS, () -> putAside(id, led, path));
      return path;
    };
  }

  private void putAside(MemberIdentity id, Epoch led, CompletableFuture<String> path) {
    try {
      disk(id).putAside(led);
      path.complete("/salvage/" + id.member() + "-epoch-" + led + ".rdb");
    } catch (IOException e) {
      path.completeExceptionally(e);
    }
  }

  /** A process as the node handles it. */
  private static final class Child implements EngineProcess {

    private final Engine engine;
    private final boolean adopted;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    Child(Actor node, Engine engine, boolean adopted) {
      this.engine = engine;
      this.adopted = adopted;
      int life = node.life();
      engine.whenEnded(
          () -> {
            if (node.life() == life) {
              node.in(EXIT_NOTICED_NANOS, () -> exit.complete(adopted ? UNKNOWN : KILLED));
            }
          });
    }

    @Override
    public long pid() {
      return 1;
    }

    @Override
    public boolean adopted() {
      return adopted;
    }

    @Override
    public void kill() {
      engine.kill();
    }

    @Override
    public void terminate() {
      engine.actor().in(EXIT_NOTICED_NANOS, engine::shutDown);
    }

    @Override
    public void suspect() {
      // Its parent hears of its end anyway.
    }

    @Override
    public CompletionStage<Integer> exit() {
      return exit;
    }
  }
}
