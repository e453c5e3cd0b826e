package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the rest of the world to one {@link InstanceMachine}: a clock, a log that hands every
 * decision back, three members on three nodes.
 */
final class Scenario {

  static final InstanceId DEMO = InstanceId.of("demo");
  static final MemberId ONE = MemberId.of("demo-1");
  static final MemberId TWO = MemberId.of("demo-2");
  static final MemberId THREE = MemberId.of("demo-3");
  static final List<MemberId> MEMBERS = List.of(ONE, TWO, THREE);

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final String HISTORY = "replid";

  private final Nodes nodes = new Nodes();
  private final Vantages vantages = new Vantages();
  private final List<Decision> log = new ArrayList<>();
  private final List<Decision> decided = new ArrayList<>();
  private final List<InstanceSpec> specs = new ArrayList<>();
  private final List<AlertEvent> alerts = new ArrayList<>();
  private InstanceMachine machine =
      new InstanceMachine(nodes, vantages, Timing.DEFAULT, "orchestrator");
  private Duration elapsed = Duration.ZERO;
  private long nextOffset;
  private Epoch restarted = Epoch.NONE;
  private int attachedReplicas = 2;

  /** An instance whose first member is its primary in epoch 1, all healthy. */
  static Scenario healthy(HighAvailability settings) {
    Scenario scenario = unobserved(settings);
    scenario.observe(Outcome.OK, 0, "a", "b", "c");
    scenario.decided.clear();
    return scenario;
  }

  /** The same, but so far one vantage has probed it; two more probe other instances. */
  static Scenario seenByOneVantage(HighAvailability settings) {
    Scenario scenario = unobserved(settings);
    scenario.vantages.learn(Vantage.of("b"), scenario.now());
    scenario.vantages.learn(Vantage.of("c"), scenario.now());
    scenario.observe(Outcome.OK, 0, "a");
    scenario.decided.clear();
    return scenario;
  }

  private static Scenario unobserved(HighAvailability settings) {
    Scenario scenario = wanted(settings);
    MEMBERS.forEach(member -> scenario.join(member, 0));
    scenario.promoted(ONE);
    scenario.following(TWO, ONE);
    scenario.following(THREE, ONE);
    scenario.published();
    scenario.everyoneReports(1000);
    return scenario;
  }

  /** An instance that was just asked for: its first epoch is open, nobody has joined. */
  static Scenario wanted(HighAvailability settings) {
    Scenario scenario = new Scenario();
    scenario.heartbeat(MEMBERS);
    scenario.publish(scenario.machine.onSpec(spec(settings), scenario.now()));
    scenario.publish(scenario.machine.activate(scenario.now()));
    return scenario;
  }

  static InstanceSpec spec(HighAvailability settings) {
    SealedSecret secret = new SealedSecret("key", "nonce", "text");
    List<MemberSpec> members =
        MEMBERS.stream().map(m -> new MemberSpec(m, nodeOf(m), 100)).toList();
    return new InstanceSpec(
        DEMO,
        1,
        6379,
        Profile.named("nano"),
        members,
        settings,
        AlertThresholds.DEFAULT,
        new InstanceSecrets(secret, secret, secret, secret));
  }

  static NodeId nodeOf(MemberId member) {
    return NodeId.of("node-" + member.value().charAt(member.value().length() - 1));
  }

  Moment now() {
    return new Moment(elapsed.toNanos(), START.plus(elapsed));
  }

  Scenario wait(Duration duration) {
    elapsed = elapsed.plus(duration);
    publish(machine.onTick(now()));
    return this;
  }

  void heartbeat(List<MemberId> of) {
    of.forEach(
        m ->
            nodes.learn(
                new NodeAnnounced(nodeOf(m), "local", m.value(), "127.0.0.1", 1, 0, "redis 7"),
                now()));
  }

  void tell(MemberEvent event) {
    publish(machine.onMember(event, now(), now()));
  }

  void observe(Outcome outcome, long silentMillis, String... vantages) {
    for (String vantage : vantages) {
      MemberObservation seen =
          MemberObservation.without(primary(), outcome, outcome.toString(), silentMillis);
      publish(
          machine.onObserved(
              new InstanceObserved(DEMO, Vantage.of(vantage), 1, epoch(), 1, List.of(seen)),
              now()));
    }
  }

  /** A vantage sees a member that takes writes. */
  void observeLeading(MemberId member, String vantage) {
    observeLeading(member, vantage, 0);
  }

  /** The same, in an answer that came a while before the round ended. */
  void observeLeading(MemberId member, String vantage, long silentMillis) {
    var seen = List.of(AlertSamples.primary(member, silentMillis));
    publish(
        machine.onObserved(
            new InstanceObserved(DEMO, Vantage.of(vantage), 1, epoch(), 1, seen), now()));
  }

  /** Every vantage sees the primary well, and the replica so far behind. */
  void observeLag(MemberId member, long lagMillis) {
    for (String vantage : List.of("a", "b", "c")) {
      MemberObservation well = MemberObservation.without(primary(), Outcome.OK, "", 0);
      MemberObservation behind = AlertSamples.replica(member, lagMillis);
      publish(
          machine.onObserved(
              new InstanceObserved(DEMO, Vantage.of(vantage), 1, epoch(), 1, List.of(well, behind)),
              now()));
    }
  }

  void exit(MemberId member, long offset) {
    MemberRole role = member.equals(primary()) ? MemberRole.PRIMARY : MemberRole.REPLICA;
    tell(
        new MemberExited(
            DEMO, member, nodeOf(member), epoch(), 137, role, runId(member), Offset.of(offset)));
  }

  void join(MemberId member, long offset) {
    join(member, offset, true);
  }

  /** As a process does that was started from a snapshot. */
  void joinRestarted(MemberId member, long offset) {
    join(member, offset, false);
  }

  private void join(MemberId member, long offset, boolean intact) {
    MemberRole role = MemberRole.REPLICA;
    tell(
        new MemberJoined(
            DEMO,
            member,
            nodeOf(member),
            epoch(),
            role,
            HISTORY,
            Offset.of(offset),
            true,
            false,
            10,
            null,
            intact));
  }

  /** A member joins as what it says it is. */
  void join(MemberId member, long offset, boolean loading, boolean everSynced) {
    tell(
        new MemberJoined(
            DEMO,
            member,
            nodeOf(member),
            epoch(),
            MemberRole.REPLICA,
            HISTORY,
            Offset.of(offset),
            everSynced,
            loading,
            10,
            null,
            true));
  }

  /** As a member does that never had a copy of any dataset. */
  void joinEmpty(MemberId member) {
    tell(
        new MemberJoined(
            DEMO,
            member,
            nodeOf(member),
            epoch(),
            MemberRole.REPLICA,
            "replid-of-" + member,
            Offset.ZERO,
            false,
            false,
            0,
            null,
            false));
  }

  void joinAsPrimary(MemberId member, long offset) {
    tell(
        new MemberJoined(
            DEMO,
            member,
            nodeOf(member),
            epoch(),
            MemberRole.PRIMARY,
            HISTORY,
            Offset.of(offset),
            true,
            false,
            10,
            null,
            true));
  }

  void fenced(MemberId member, FenceMethod method) {
    tell(new MemberFenced(DEMO, member, nodeOf(member), epoch(), method, Offset.ZERO));
  }

  void promoted(MemberId member) {
    promotedIn(epoch(), member);
  }

  void promotedIn(Epoch epoch, MemberId member) {
    tell(
        new MemberPromoted(
            DEMO,
            member,
            nodeOf(member),
            epoch,
            HISTORY,
            Offset.ZERO,
            new Address("127.0.0.1", 6379)));
  }

  void following(MemberId member, MemberId primary) {
    tell(
        new MemberFollowing(
            DEMO, member, nodeOf(member), epoch(), primary, Resync.PARTIAL, Offset.ZERO));
  }

  void published() {
    publish(
        machine.onEndpoint(
            new EndpointPublished(
                DEMO,
                EndpointKind.PRIMARY,
                "demo.test",
                List.of("127.0.0.1"),
                5,
                epoch(),
                "rfc2136",
                List.of()),
            now()));
  }

  /** What the primary reports from now on. */
  void attachedReplicas(int count) {
    attachedReplicas = count;
  }

  void everyoneReports(long offset) {
    MEMBERS.forEach(member -> report(member, true, offset));
  }

  void report(MemberId member, boolean responsive, long offset) {
    MemberRole role = member.equals(primary()) ? MemberRole.PRIMARY : MemberRole.REPLICA;
    LinkState link = role == MemberRole.PRIMARY ? LinkState.NONE : LinkState.UP;
    report(member, role, responsive, link, offset);
  }

  /** Another process of it answers, parked, with what its last snapshot had. */
  void comesBackParked(MemberId member, long offset) {
    tellReport(
        member,
        MemberRole.REPLICA,
        true,
        LinkState.DOWN,
        offset,
        "another-run-of-" + member,
        false,
        true);
  }

  /** The same, but its snapshot is lost, too. */
  void comesBackEmpty(MemberId member) {
    tellReport(
        member,
        MemberRole.REPLICA,
        true,
        LinkState.DOWN,
        0,
        "another-run-of-" + member,
        false,
        false);
  }

  /** A replica that answers, and may not be fit. */
  void reportReplica(MemberId member, long offset, boolean loading, boolean everSynced) {
    tellReport(
        member, MemberRole.REPLICA, true, LinkState.UP, offset, runId(member), loading, everSynced);
  }

  void report(MemberId member, MemberRole role, boolean responsive, LinkState link, long offset) {
    tellReport(member, role, responsive, link, offset, runId(member), false, true);
  }

  private void tellReport(
      MemberId member,
      MemberRole role,
      boolean responsive,
      LinkState link,
      long offset,
      String runId,
      boolean loading,
      boolean everSynced) {
    tell(
        new MemberReported(
            DEMO,
            member,
            nodeOf(member),
            epoch(),
            role,
            responsive,
            loading,
            runId,
            HISTORY,
            Offset.of(offset),
            link,
            Duration.ZERO,
            everSynced,
            10,
            attachedReplicas,
            0,
            0,
            null,
            runId.equals(runId(member))));
  }

  /** Someone asks for {@link #THREE} instead of {@link #ONE}. */
  void open(Cause cause) {
    append(
        new EpochOpened(
            DEMO,
            epoch().next(),
            cause,
            ONE,
            null,
            THREE,
            MEMBERS,
            List.of(),
            List.of(),
            now().wall(),
            "ops"));
  }

  void renewLease() {
    append(new LeaseRenewed(DEMO, epoch(), primary(), "renewal"));
  }

  void append(Decision decision) {
    log.add(decision);
    publish(machine.onDecision(nextOffset++, decision, now()));
  }

  /** What the machine has written about what is wanted. */
  List<InstanceSpec> specs() {
    return List.copyOf(specs);
  }

  /** The spec is another. */
  void specified(InstanceSpec spec) {
    publish(machine.onSpec(spec, now()));
  }

  /** The instance is not wanted any more. */
  void deleted() {
    publish(machine.onDeleted());
  }

  /** Another process of the orchestrator: it knows the log, and nothing that members said. */
  void restart(HighAvailability settings) {
    machine = new InstanceMachine(nodes, vantages, Timing.DEFAULT, "orchestrator");
    machine.onSpec(spec(settings), now());
    for (int offset = 0; offset < log.size(); offset++) {
      machine.onDecision(offset, log.get(offset), now());
    }
    restarted = log.get(log.size() - 1).epoch();
    decided.clear();
    publish(machine.resume(now()));
  }

  /** What the machine has appended since, in order. */
  List<Decision> decided() {
    return List.copyOf(decided);
  }

  List<String> decidedKinds() {
    return decided.stream().map(Decision::kind).toList();
  }

  /** What people were told, in order. */
  List<AlertEvent> alerts() {
    return List.copyOf(alerts);
  }

  <T extends Decision> T last(Class<T> kind) {
    return decided.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " in " + decided));
  }

  /** Whether nothing was published of the topology since the start. */
  boolean isSilent() {
    return machine.topology().isEmpty();
  }

  InstanceDiagnosis diagnosis() {
    return machine.diagnosis(now()).orElseThrow();
  }

  TopologySnapshot topology() {
    return machine.topology().orElseThrow();
  }

  Epoch epoch() {
    return machine.topology().map(TopologySnapshot::epoch).orElse(restarted);
  }

  private MemberId primary() {
    return machine.topology().map(TopologySnapshot::primary).orElse(ONE);
  }

  private static String runId(MemberId member) {
    return "run-of-" + member;
  }

  /** The bus hands every decision back, as the next record of the log. */
  private void publish(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Decision decision) {
        decided.add(decision);
        append(decision);
      } else if (event instanceof AlertEvent alert) {
        alerts.add(alert);
        machine.onAlert(alert);
      } else if (event instanceof InstanceSpec spec) {
        specs.add(spec);
        specified(spec);
      }
    }
  }
}
