package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is known of one instance. Owned by one thread; states only read it. */
final class Facts {

  private final Nodes nodes;
  private final Vantages vantages;
  private final DecisionLedger ledger = new DecisionLedger();
  private final Map<MemberId, MemberFacts> members = new HashMap<>();
  private final Map<Vantage, VantageView> views = new TreeMap<>(Facts::byName);
  private final OutageMeter outage = new OutageMeter();
  private final SupersededLoss supersededLoss = new SupersededLoss();
  private final TreeMap<Epoch, Offset> elections = new TreeMap<>();
  private Guarantee guarantee = new Guarantee();
  private Hearing hearing = Hearing.NOTHING;
  private MembershipChanged membership;
  private InstanceSpec spec;
  private boolean specOverwritten;
  private ReadLease lease;
  private Moment openedReadAt;
  private Moment primaryReadAt;
  private Epoch publishedPrimary = Epoch.NONE;
  private boolean hadPrimary;

  Facts(Nodes nodes, Vantages vantages) {
    this.nodes = nodes;
    this.vantages = vantages;
  }

  /**
   * The same facts, to be told what never happened.
   *
   * @param decisions all that the ledger has counted, oldest first
   */
  Facts copy(List<Decision> decisions) {
    Facts copy = new Facts(nodes.copy(), vantages.copy());
    for (int i = 0; i < decisions.size(); i++) {
      copy.ledger.read(i, decisions.get(i));
    }
    members.forEach((member, facts) -> copy.members.put(member, facts.copy()));
    copy.views.putAll(views);
    copy.elections.putAll(elections);
    copy.guarantee = guarantee.copy();
    copy.hearing = hearing;
    copy.membership = membership;
    copy.spec = spec;
    copy.lease = lease;
    copy.openedReadAt = openedReadAt;
    copy.primaryReadAt = primaryReadAt;
    copy.publishedPrimary = publishedPrimary;
    copy.hadPrimary = hadPrimary;
    return copy;
  }

  private static int byName(Vantage a, Vantage b) {
    return a.value().compareTo(b.value());
  }

  void learn(InstanceSpec newest, Moment now) {
    if (newest.supersedes(spec)) {
      spec = newest;
      specOverwritten = false;
      guarantee.learn(newest.highAvailability().synchronousReplicas(), now);
      members.keySet().retainAll(newest.memberIds());
    } else {
      specOverwritten |= !newest.equals(spec);
    }
  }

  /** Whether a spec that doesn't count was written after the one that does. */
  boolean isSpecOverwritten() {
    return specOverwritten;
  }

  void forgetSpec() {
    spec = null;
    specOverwritten = false;
    members.clear();
    views.clear();
    hadPrimary = false;
    guarantee.end();
  }

  void learn(MemberEvent event, Moment sentAt, Moment now) {
    hadPrimary |= event instanceof MemberPromoted || reportsPrimary(event);
    hearing = hearing.then(sentAt, now);
    members.computeIfAbsent(event.member(), m -> new MemberFacts()).learn(event, sentAt);
  }

  private static boolean reportsPrimary(MemberEvent event) {
    return event instanceof MemberReported report && report.role() == MemberRole.PRIMARY;
  }

  void learn(InstanceObserved observed, Moment now) {
    views.put(observed.vantage(), new VantageView(observed, now));
    outage.learn(observed, now);
    vantages.learn(observed.vantage(), now);
  }

  void learn(EndpointPublished published) {
    if (published.kind() == EndpointKind.PRIMARY && published.epoch().isAfter(publishedPrimary)) {
      publishedPrimary = published.epoch();
    }
  }

  /** A decision that counts. */
  void learn(Decision decision, Moment now) {
    if (decision instanceof EpochOpened) {
      openedReadAt = now;
    }
    if (decision instanceof EpochClosed) {
      hadPrimary = true;
    }
    if (decision instanceof PrimaryElected || decision instanceof EpochClosed) {
      primaryReadAt = now;
    }
    outage.learn(decision, now);
    supersededLoss.learn(decision);
    lease = ReadLease.given(decision, now).orElse(lease);
    if (decision instanceof MembershipChanged change) {
      membership = change;
    }
    if (decision instanceof EpochOpened opened && opened.cause() == Cause.INSTANCE_CREATED) {
      guarantee.begin();
    }
    guarantee.learn(ledger.members(), now);
    if (decision instanceof PrimaryElected elected) {
      elections.put(elected.epoch(), elected.offset());
    }
  }

  /**
   * How far a dataset is part of the history that all elections have made: where the first primary
   * began that it doesn't come from. Empty: there was none.
   */
  Optional<Offset> sharedUpTo(Epoch dataEpoch) {
    return elections.tailMap(dataEpoch, false).values().stream().min(Offset::compareTo);
  }

  /** The newest epoch before this one that had an election. */
  Optional<Epoch> electedBefore(Epoch epoch) {
    return Optional.ofNullable(elections.lowerKey(epoch));
  }

  /** The last change of members that counted, in whatever epoch. */
  Optional<MembershipChanged> membership() {
    return Optional.ofNullable(membership);
  }

  Hearing hearing() {
    return hearing;
  }

  /** On how many members acknowledged writes are, and on which. */
  Guarantee guarantee() {
    return guarantee;
  }

  OutageMeter outage() {
    return outage;
  }

  SupersededLoss supersededLoss() {
    return supersededLoss;
  }

  DecisionLedger ledger() {
    return ledger;
  }

  Optional<InstanceSpec> spec() {
    return Optional.ofNullable(spec);
  }

  Nodes nodes() {
    return nodes;
  }

  Vantages vantages() {
    return vantages;
  }

  MemberFacts member(MemberId member) {
    return members.computeIfAbsent(member, m -> new MemberFacts());
  }

  /** The member elected in the current epoch. */
  Optional<MemberId> elected() {
    return ledger.elected().map(PrimaryElected::member);
  }

  /** Who belongs to the epoch and is still wanted. */
  List<MemberSpec> epochMembers() {
    return spec.members().stream().filter(m -> ledger.members().contains(m.member())).toList();
  }

  Optional<NodeId> nodeOf(MemberId member) {
    return Optional.ofNullable(spec).flatMap(s -> s.member(member)).map(MemberSpec::node);
  }

  boolean isNodeAlive(MemberId member, Situation situation) {
    return nodeOf(member).filter(node -> nodes.isAlive(node, situation.now())).isPresent();
  }

  /** The newest observation of a member by every vantage that still counts. */
  Map<Vantage, Sighting> sightings(MemberId member, Situation situation) {
    Map<Vantage, Sighting> sightings = new TreeMap<>(Facts::byName);
    views.forEach(
        (vantage, view) -> {
          if (!situation.now().isAtLeast(situation.timing().vantageMemory(), view.arrived())) {
            view.of(member).ifPresent(o -> sightings.put(vantage, new Sighting(o, view.arrived())));
          }
        });
    return sightings;
  }

  /** Whether anyone was ever confirmed as the primary. Before that there is nothing to lose. */
  boolean hadPrimary() {
    return hadPrimary;
  }

  Epoch publishedPrimary() {
    return publishedPrimary;
  }

  /** When the epoch was read; null before the first. */
  Moment openedReadAt() {
    return openedReadAt;
  }

  /**
   * When it was last read who the primary is: elected, or its epoch closed; null: it wasn't.
   * Another orchestrator may have written it: what members said before may still be on its way.
   */
  Moment primaryReadAt() {
    return primaryReadAt;
  }

  /** Whether the lease of the epoch before has surely ended. */
  boolean leaseHasEnded(Situation situation) {
    return leaseLeft(situation).isZero();
  }

  /** How long it takes until the lease of the epoch before has surely ended; zero if it has. */
  Duration leaseLeft(Situation situation) {
    return lease == null ? Duration.ZERO : lease.left(situation);
  }

  /**
   * The vantages that see a member take writes. A node that died can't fence its engine, whatever
   * became of its lease.
   */
  List<Vantage> thatSeeLeading(MemberId member, Situation situation) {
    return sightings(member, situation).entrySet().stream()
        .filter(each -> situation.isFresh(each.getValue().arrived()))
        .filter(each -> each.getValue().observation().role() == MemberRole.PRIMARY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The newest round of a vantage in which it looked at this instance. */
  Optional<InstanceObserved> newestRound(Vantage vantage) {
    return Optional.ofNullable(views.get(vantage)).map(VantageView::observed);
  }

  /** One vantage's newest round. */
  private record VantageView(InstanceObserved observed, Moment arrived) {

    Optional<MemberObservation> of(MemberId member) {
      return observed.members().stream().filter(o -> o.member().equals(member)).findFirst();
    }
  }

  /** What one vantage saw of one member, and when we heard of it. */
  record Sighting(MemberObservation observation, Moment arrived) {}
}
