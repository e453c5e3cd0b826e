package dev.understudy.simulation.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.core.Network;
import java.util.HashMap;
import java.util.Map;

/** What all engines share. */
public final class Surroundings {

  private final Agenda agenda;
  private final Network network;
  private final Chance chance;
  private final EngineWatcher watcher;
  private final Map<Address, Engine> listening = new HashMap<>();
  private final Map<String, Host> hosts = new HashMap<>();
  private long lastId;
  private double loadingFactor = 1;

  public Surroundings(Agenda agenda, Network network, Chance chance, EngineWatcher watcher) {
    this.agenda = agenda;
    this.network = network;
    this.chance = chance;
    this.watcher = watcher;
  }

  /** A machine with its IP address. */
  public void resides(Host host) {
    hosts.put(host.address(), host);
  }

  /** Whether a connection to an address would be answered, if only with a refusal. */
  public boolean reaches(Host from, Address to) {
    Host host = hosts.get(to.host());
    return host != null && network.connects(from, host);
  }

  /** Who listens at an address; null: nobody. */
  public Engine at(Address address) {
    Engine engine = listening.get(address);
    return engine != null && engine.isRunning() ? engine : null;
  }

  void listens(Engine engine) {
    listening.put(engine.address(), engine);
  }

  /** Loading a dataset takes so many times as long as usual. */
  public void loadingFactor(double factor) {
    loadingFactor = factor;
  }

  long loadingNanos(Entry data) {
    return (long) (loadingFactor * (5_000_000 + 2_000L * data.writes()));
  }

  String nextId() {
    return "id" + ++lastId;
  }

  Agenda agenda() {
    return agenda;
  }

  public Network network() {
    return network;
  }

  Chance chance() {
    return chance;
  }

  EngineWatcher watcher() {
    return watcher;
  }
}
