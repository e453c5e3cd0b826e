package dev.understudy.simulation.run;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.bus.Broker;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.check.Chronicle;
import dev.understudy.simulation.check.Watchdog;
import dev.understudy.simulation.check.Writes;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.core.HostClock;
import dev.understudy.simulation.core.Network;
import dev.understudy.simulation.people.Client;
import dev.understudy.simulation.people.Operator;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Surroundings;
import dev.understudy.simulation.service.DnsService;
import dev.understudy.simulation.service.EngineRoom;
import dev.understudy.simulation.service.Habitat;
import dev.understudy.simulation.service.NameServer;
import dev.understudy.simulation.service.NodeService;
import dev.understudy.simulation.service.OrchestratorService;
import dev.understudy.simulation.service.ProberService;
import dev.understudy.simulation.service.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All machines of one seed, and what runs on them. */
public final class World {

  static final InstanceId INSTANCE = InstanceId.of("shop");
  static final int PORT = 6379;
  private static final int ORCHESTRATORS = 2;

  private final Agenda agenda = new Agenda();
  private final Parameters parameters;
  private final Network network;
  private final Broker bus;
  private final Surroundings surroundings;
  private final NameServer nameServer;
  private final Chronicle chronicle;
  private final Writes writes;
  private final Watchdog watchdog;
  private final List<Host> nodeHosts = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private final List<EngineRoom> rooms = new ArrayList<>();
  private final List<NodeService> nodes = new ArrayList<>();
  private final List<ProberService> probers = new ArrayList<>();
  private final List<OrchestratorService> orchestrators = new ArrayList<>();
  private final List<DnsService> dnsUpdaters = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private final Operator operator;

  World(Parameters parameters, Chance chance, Rules rules, SecretBox secrets) {
    this.parameters = parameters;
    for (int i = 0; i < parameters.nodes(); i++) {
      nodeHosts.add(host(String.valueOf((char) ('a' + i)), chance));
    }
    Host busHost = host("bus", chance);
    Host nameHost = host("ns", chance);
    List<Host> controlHosts =
        parameters.colocated() ? nodeHosts : List.of(host("x", chance), host("y", chance));
    this.network = new Network(agenda, chance.split(), hosts.size());
    this.bus = new Broker(agenda, network, chance.split(), busHost);
    this.chronicle = new Chronicle(agenda::nowNanos);
    this.writes = new Writes(chronicle);
    this.watchdog =
        new Watchdog(chronicle, writes, this::isGuarded, this::isAttended, bus::completeSinceNanos);
    this.surroundings = new Surroundings(agenda, network, chance.split(), watchdog);
    this.nameServer = new NameServer(agenda, nameHost);
    hosts.forEach(surroundings::resides);
    bus.watch(rules::appended);
    bus.watch(this::appended);
    nameServer.watch(this::named);
    Habitat habitat = new Habitat(agenda, network, bus, chance.split(), rules);
    for (Host host : nodeHosts) {
      EngineRoom room = new EngineRoom(agenda, host, surroundings, watchdog::keeps);
      rooms.add(room);
      nodes.add(new NodeService(habitat, host, room, surroundings, watchdog::said));
      probers.add(new ProberService(habitat, host, surroundings));
    }
    for (int i = 0; i < ORCHESTRATORS; i++) {
      String number = "-" + (i + 1);
      Host host = controlHosts.get(i);
      orchestrators.add(new OrchestratorService(habitat, host, "orchestrator" + number, secrets));
      dnsUpdaters.add(new DnsService(habitat, host, "dns-updater" + number, nameServer));
    }
    watchdog.rooms(rooms);
    orchestrators.forEach(each -> watchdog.listensTo(each.actor(), () -> shown(each)));
    Client.WriteIds ids = new Client.WriteIds();
    for (Host host : nodeHosts) {
      clients.add(
          new Client(
              new Actor("client-" + host, host, agenda),
              network,
              surroundings,
              chance.split(),
              ids,
              parameters.highAvailability().synchronousReplicas(),
              this::targets,
              (id, entry, epoch) -> writes.acknowledge(id, entry, epoch, agenda.nowNanos())));
    }
    this.operator =
        new Operator(
            agenda, orchestrators, chronicle, chance.split(), INSTANCE, PORT, watchdog::found);
  }

  private Host host(String name, Chance chance) {
    double rate = 1 + chance.between(-parameters.drift(), parameters.drift());
    long origin = chance.between(0, 1L << 50);
    long off = chance.between(-parameters.skewMillis(), parameters.skewMillis());
    Host host =
        new Host(
            name,
            hosts.size(),
            "10.0.0." + (hosts.size() + 1),
            new HostClock(agenda, origin, rate, off));
    hosts.add(host);
    return host;
  }

  /** Everybody begins; the operator asks for an instance. */
  void begin() {
    nodes.forEach(NodeService::start);
    probers.forEach(ProberService::start);
    orchestrators.forEach(OrchestratorService::start);
    dnsUpdaters.forEach(DnsService::start);
    clients.forEach(Client::start);
    operator.wish(parameters.replicas(), parameters.highAvailability());
  }

  private void appended(BusRecord record) {
    String key = record.key();
    int slash = key.indexOf('/');
    if ((slash < 0 ? key : key.substring(0, slash)).equals(INSTANCE.value())) {
      chronicle.read(record);
    }
  }

  private void named() {
    watchdog.named(
        nameServer.addressOf(INSTANCE.value()), nameServer.guardEpochOf(INSTANCE.value()));
  }

  private static TopologySnapshot shown(OrchestratorService orchestrator) {
    return orchestrator.fleet().topology(INSTANCE).orElse(null);
  }

  private boolean isGuarded(Engine engine) {
    return nodes.get(engine.actor().host().index()).answersFor(engine.member());
  }

  private boolean isAttended(Engine engine) {
    Actor node = nodes.get(engine.actor().host().index()).actor();
    return node.isAlive() && !node.isFrozen();
  }

  /** Where clients write: the name first, and everywhere that a member ever was. */
  private Map<Address, Boolean> targets() {
    Map<Address, Boolean> targets = new LinkedHashMap<>();
    String named = nameServer.addressOf(INSTANCE.value());
    if (named != null) {
      targets.put(new Address(named, PORT), true);
    }
    for (EngineRoom room : rooms) {
      for (Engine engine : room.engines()) {
        targets.putIfAbsent(engine.address(), false);
      }
    }
    return targets;
  }

  /** The engine of the member that the log's present epoch has elected; null: none. */
  public Engine primary() {
    return chronicle.ledger().elected().map(elected -> engine(elected.member())).orElse(null);
  }

  /** The process of a member; null: it has none. */
  public Engine engine(MemberId member) {
    for (EngineRoom room : rooms) {
      Engine engine = room.engine(member);
      if (engine != null) {
        return engine;
      }
    }
    return null;
  }

  /** The machine of the present primary, or the first if there is none. */
  public Host primaryHost() {
    Engine primary = primary();
    return primary == null ? nodeHosts.get(0) : primary.actor().host();
  }

  public Agenda agenda() {
    return agenda;
  }

  public Parameters parameters() {
    return parameters;
  }

  public Network network() {
    return network;
  }

  public Broker bus() {
    return bus;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public NameServer nameServer() {
    return nameServer;
  }

  public Chronicle chronicle() {
    return chronicle;
  }

  public Writes writes() {
    return writes;
  }

  public Watchdog watchdog() {
    return watchdog;
  }

  public List<Host> hosts() {
    return hosts;
  }

  public List<Host> nodeHosts() {
    return nodeHosts;
  }

  public List<EngineRoom> rooms() {
    return rooms;
  }

  public List<NodeService> nodes() {
    return nodes;
  }

  public List<ProberService> probers() {
    return probers;
  }

  public List<OrchestratorService> orchestrators() {
    return orchestrators;
  }

  public List<DnsService> dnsUpdaters() {
    return dnsUpdaters;
  }

  public Operator operator() {
    return operator;
  }
}
