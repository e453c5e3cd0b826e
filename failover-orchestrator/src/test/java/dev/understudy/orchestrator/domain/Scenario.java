package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.DEMO;
import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import java.util.List;

/**
 * What happens to the {@link DemoInstance}, told to the core as its nodes, three vantages and the
 * DNS updater tell it.
 */
final class Scenario extends Stage {

  private static final List<String> VANTAGES = List.of("a", "b", "c");

  private final AnotherOrchestrator another = new AnotherOrchestrator(this);
  private int attachedReplicas = 2;

  /** An instance that was just asked for: its first epoch is open, nobody has joined. */
  static Scenario wanted(HighAvailability settings) {
    Scenario scenario = new Scenario();
    scenario.heartbeat(MEMBERS);
    scenario.specified(DemoInstance.spec(settings));
    scenario.activate();
    return scenario;
  }

  /** An instance whose first member is its primary in epoch 1, all healthy. */
  static Scenario healthy(HighAvailability settings) {
    Scenario scenario = unobserved(settings);
    scenario.everyVantageSees(Outcome.OK, 0);
    scenario.forgetDecided();
    return scenario;
  }

  /** The same, but so far one vantage has probed it; two more probe other instances. */
  static Scenario seenByOneVantage(HighAvailability settings) {
    Scenario scenario = unobserved(settings);
    scenario.hear("b");
    scenario.hear("c");
    scenario.observe(Outcome.OK, 0, "a");
    scenario.forgetDecided();
    return scenario;
  }

  private static Scenario unobserved(HighAvailability settings) {
    Scenario scenario = wanted(settings);
    MEMBERS.forEach(member -> scenario.join(member, 0));
    scenario.takesOver(ONE, TWO, THREE);
    scenario.everyoneReports(1000);
    return scenario;
  }

  /** Its primary has crashed, and {@link DemoInstance#TWO} is elected without any loss. */
  static Scenario crashedAndElected(HighAvailability settings) {
    Scenario scenario = healthy(settings);
    scenario.crash(ONE, 1200);
    scenario.replicasJoin(1200);
    assertThat(scenario.elected()).isEqualTo(TWO);
    return scenario;
  }

  AnotherOrchestrator another() {
    return another;
  }

  /** An operator asks for {@link DemoInstance#THREE} instead of {@link DemoInstance#ONE}. */
  void open(Cause cause) {
    another.isAskedToOpen(cause);
  }

  void renewLease() {
    renewLease(leaseMillis());
  }

  /** For as long as its node's settings say. */
  void renewLease(long lifetimeMillis) {
    append(new LeaseRenewed(DEMO, epoch(), primary(), "renewal", lifetimeMillis));
  }

  void heartbeat(List<MemberId> of) {
    of.forEach(member -> announce(MemberEvents.heartbeat(member)));
  }

  /** All is well, and everybody says so. */
  void keepWell() {
    keepWell(MEMBERS);
  }

  /** The same, of an instance that has these members alone. */
  void keepWell(List<MemberId> members) {
    heartbeat(members);
    members.forEach(member -> report(member, true, 1000));
    everyVantageSees(Outcome.OK, 0);
  }

  /** Every vantage sees the primary so. */
  void everyVantageSees(Outcome outcome, long silentMillis) {
    VANTAGES.forEach(vantage -> observe(outcome, silentMillis, vantage));
  }

  void observe(Outcome outcome, long silentMillis, String... vantages) {
    for (String vantage : vantages) {
      see(vantage, MemberObservation.without(primary(), outcome, outcome.toString(), silentMillis));
    }
  }

  /** A vantage sees a member that takes writes. */
  void observeLeading(MemberId member, String vantage) {
    observeLeading(member, vantage, 0);
  }

  /** The same, in an answer that came a while before the round ended. */
  void observeLeading(MemberId member, String vantage, long silentMillis) {
    see(vantage, Observations.primary(member, silentMillis));
  }

  /** Every vantage sees the primary well, and the replica so far behind. */
  void observeLag(MemberId member, long lagMillis) {
    for (String vantage : VANTAGES) {
      MemberObservation well = MemberObservation.without(primary(), Outcome.OK, "", 0);
      see(vantage, well, Observations.replica(member, lagMillis));
    }
  }

  private void see(String vantage, MemberObservation... seen) {
    tell(Observations.round(vantage, epoch(), seen));
  }

  /** Its process ends, and no vantage reaches the primary any more. */
  void crash(MemberId member, long offset) {
    exit(member, offset);
    everyVantageSees(Outcome.REFUSED, 1);
  }

  void exit(MemberId member, long offset) {
    tell(MemberEvents.exited(member, epoch(), roleOf(member), offset));
  }

  /** Both members that follow in the beginning join. */
  void replicasJoin(long offset) {
    join(TWO, offset);
    join(THREE, offset);
  }

  void join(MemberId member, long offset) {
    join(member, Dataset.upTo(offset));
  }

  /** As a member does that never had a copy of any dataset. */
  void joinEmpty(MemberId member) {
    join(member, Dataset.emptyOf(member));
  }

  void join(MemberId member, Dataset dataset) {
    join(member, MemberRole.REPLICA, dataset);
  }

  void joinAsPrimary(MemberId member, long offset) {
    join(member, MemberRole.PRIMARY, Dataset.upTo(offset));
  }

  private void join(MemberId member, MemberRole role, Dataset dataset) {
    tell(MemberEvents.joined(member, epoch(), role, dataset));
  }

  void fenced(MemberId member, FenceMethod method) {
    tell(MemberEvents.fenced(member, epoch(), method));
  }

  /** It leads, the others follow it, and the name points at it. */
  void takesOver(MemberId primary, MemberId... followers) {
    promoted(primary);
    for (MemberId follower : followers) {
      following(follower, primary);
    }
    published();
  }

  void promoted(MemberId member) {
    promotedIn(epoch(), member);
  }

  void promotedIn(Epoch epoch, MemberId member) {
    tell(MemberEvents.promoted(member, epoch));
  }

  void following(MemberId member, MemberId primary) {
    tell(MemberEvents.following(member, epoch(), primary));
  }

  void published() {
    tell(
        new EndpointPublished(
            DEMO,
            EndpointKind.PRIMARY,
            "demo.test",
            List.of("127.0.0.1"),
            5,
            epoch(),
            "rfc2136",
            List.of()));
  }

  /** What the primary reports from now on. */
  void attachedReplicas(int count) {
    attachedReplicas = count;
  }

  void everyoneReports(long offset) {
    MEMBERS.forEach(member -> report(member, true, offset));
  }

  /** Both members that follow in the beginning report. */
  void replicasReport(boolean responsive, long offset) {
    report(TWO, responsive, offset);
    report(THREE, responsive, offset);
  }

  void report(MemberId member, boolean responsive, long offset) {
    LinkState link = roleOf(member) == MemberRole.PRIMARY ? LinkState.NONE : LinkState.UP;
    report(member, roleOf(member), responsive, link, offset);
  }

  /** It answers as a replica that has no link to any primary. */
  void reportUnlinked(MemberId member, long offset) {
    report(member, MemberRole.REPLICA, true, LinkState.DOWN, offset);
  }

  void report(MemberId member, MemberRole role, boolean responsive, LinkState link, long offset) {
    report(member, role, responsive, link, Dataset.upTo(offset));
  }

  /** A linked replica answers, and may not be fit. */
  void reportReplica(MemberId member, Dataset dataset) {
    report(member, MemberRole.REPLICA, true, LinkState.UP, dataset);
  }

  /** Another process of it answers, parked, with what its last snapshot had. */
  void comesBackParked(MemberId member, long offset) {
    comesBack(member, Dataset.upTo(offset).fromSnapshot());
  }

  /** The same, but its snapshot is lost, too. */
  void comesBackEmpty(MemberId member) {
    comesBack(member, Dataset.upTo(0).fromSnapshot().neverSynced());
  }

  private void comesBack(MemberId member, Dataset dataset) {
    report(member, MemberRole.REPLICA, true, LinkState.DOWN, dataset);
  }

  private void report(
      MemberId member, MemberRole role, boolean responsive, LinkState link, Dataset dataset) {
    tell(MemberEvents.reported(member, epoch(), role, responsive, link, dataset, attachedReplicas));
  }

  /** The time in which members join passes; those who don't have something else to say. */
  void joinWindowPassesWithout(MemberId... absent) {
    wait(Timing.DEFAULT.joinWindow().plusMillis(1));
    for (MemberId member : absent) {
      speaksOfTheEpochBefore(member);
    }
  }

  /** Its engine answers, and it has heard nothing of the present epoch. */
  private void speaksOfTheEpochBefore(MemberId member) {
    Epoch before = Epoch.of(epoch().value() - 1);
    Dataset dataset = Dataset.upTo(1000);
    tell(
        MemberEvents.reported(
            member, before, MemberRole.REPLICA, true, LinkState.DOWN, dataset, 0));
  }

  /** An elected member has not confirmed in time, and has something else to say. */
  void promotionTimesOut() {
    MemberId elected = elected();
    wait(Timing.DEFAULT.promotionTimeout().plusMillis(1));
    reportUnlinked(elected, 1000);
  }

  private MemberRole roleOf(MemberId member) {
    return member.equals(primary()) ? MemberRole.PRIMARY : MemberRole.REPLICA;
  }

  private MemberId primary() {
    return primaryOr(ONE);
  }
}
