package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One instance: what is known of it, where it stands, and what to publish next. Every method
 * returns the events to publish, decisions before the topology. Owned by one thread.
 */
public final class InstanceMachine {

  /** One event makes no more transitions than there are states; more would be a cycle. */
  private static final int MAX_TRANSITIONS = 5;

  private final Facts facts;
  private final Timing timing;
  private final String self;
  private final List<Decision> history = new ArrayList<>();
  private final AlertBook alerts = new AlertBook();
  private final QuarantineReadings quarantines = new QuarantineReadings();
  private final MembershipRepair membership = new MembershipRepair();
  private final SpecRepair specRepair = new SpecRepair();
  private InstanceState state = new AwaitingFirstEpoch(null);
  private TopologySnapshot published;
  private boolean active;

  /** Since when it listens before it decides; null: it has, or needn't. */
  private Moment listeningSince;

  public InstanceMachine(Nodes nodes, Vantages vantages, Timing timing, String self) {
    this(new Facts(nodes, vantages), timing, self);
  }

  private InstanceMachine(Facts facts, Timing timing, String self) {
    this.facts = facts;
    this.timing = timing;
    this.self = self;
  }

  /** One that decides on these facts, of which the primary is a part. */
  static InstanceMachine watching(
      Facts facts, Timing timing, String self, List<Decision> decisions) {
    InstanceMachine machine = new InstanceMachine(facts, timing, self);
    machine.history.addAll(decisions);
    machine.state = Watching.calm();
    machine.active = true;
    return machine;
  }

  /** From now on it decides. Nothing was missed: the instance is new. */
  public List<Event> activate(Moment now) {
    active = true;
    return decide(now);
  }

  /**
   * From now on it decides on an instance that was there before this process, of which all that the
   * topics keep was read. They don't keep what its members said, so it listens first: a replica
   * that wasn't heard yet must not be taken for one that is gone.
   */
  public List<Event> resume(Moment now) {
    active = true;
    listeningSince = now;
    return decide(now);
  }

  /** Nobody was heard for a while: what is known is old, and it decides on what it hears next. */
  public void listen(Moment now) {
    listeningSince = now;
  }

  /** Whether it doesn't decide yet because it waits to hear from the members. */
  public boolean isListening() {
    return listeningSince != null && facts.spec().isPresent();
  }

  public List<Event> onSpec(InstanceSpec spec, Moment now) {
    facts.learn(spec, now);
    return decide(now);
  }

  /** It is no longer wanted: nothing is decided until it is made again. */
  public List<Event> onDeleted() {
    List<Event> ends = active ? List.copyOf(alerts.end()) : List.of();
    quarantines.end();
    facts.forgetSpec();
    published = null;
    return ends;
  }

  /**
   * What a node says.
   *
   * @param sentAt on this process's clock: its arrival less its age
   */
  public List<Event> onMember(MemberEvent event, Moment sentAt, Moment now) {
    facts.learn(event, sentAt, now);
    if (event instanceof MemberQuarantined quarantined) {
      quarantines.learn(quarantined);
    }
    return decide(now);
  }

  public List<Event> onObserved(InstanceObserved observed, Moment now) {
    facts.learn(observed, now);
    return decide(now);
  }

  public List<Event> onEndpoint(EndpointPublished endpoint, Moment now) {
    facts.learn(endpoint);
    return decide(now);
  }

  /** An alert that was told, by this orchestrator or another. */
  public void onAlert(AlertEvent alert) {
    alerts.learn(alert);
  }

  /** The alerts that stand, the most urgent first. */
  public List<AlertRaised> alerts() {
    return alerts.standing();
  }

  /** A record of the decision log, at its offset. */
  public List<Event> onDecision(long offset, Decision decision, Moment now) {
    if (facts.ledger().read(offset, decision) != Verdict.COUNTS) {
      return List.of();
    }
    facts.learn(decision, now);
    if (decision instanceof LeaseRenewed) {
      return List.of();
    }
    history.add(decision);
    Situation situation = situation(now);
    if (decision instanceof EpochOpened opened) {
      state = state.onOpened(opened, situation);
    } else if (decision instanceof PrimaryElected elected) {
      state = state.onElected(elected, situation);
    } else if (decision instanceof EpochClosed closed) {
      state = state.onClosed(closed, situation);
    }
    return decide(now);
  }

  public List<Event> onTick(Moment now) {
    return decide(now);
  }

  /** Whether every tick counts; otherwise twice a second is enough. */
  public boolean isUrgent() {
    return isListening() || state.isUrgent();
  }

  public Optional<InstanceSpec> spec() {
    return facts.spec();
  }

  public Optional<TopologySnapshot> topology() {
    return Optional.ofNullable(published);
  }

  /** The decisions that count, oldest first, leases left out. */
  public List<Decision> history() {
    return List.copyOf(history);
  }

  /** How it is and why, and what would happen if its primary died now; empty if not wanted. */
  public Optional<InstanceDiagnosis> diagnosis(Moment now) {
    return facts.spec().map(spec -> Examination.of(situation(now), state, history()));
  }

  private List<Event> decide(Moment now) {
    if (!active || facts.spec().isEmpty()) {
      return List.of();
    }
    Situation situation = situation(now);
    if (!hasListened(situation)) {
      return List.of();
    }
    facts.guarantee().look(situation);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < MAX_TRANSITIONS; i++) {
      Step step = state.onEvidence(situation);
      events.addAll(step.appends());
      boolean moved = step.next().getClass() != state.getClass();
      state = step.next();
      if (!moved) {
        break;
      }
    }
    if (state instanceof Watching && situation.facts().elected().isPresent()) {
      membership.look(situation).ifPresent(events::add);
    }
    specRepair.look(situation).ifPresent(events::add);
    TopologySnapshot snapshot = TopologyView.of(state, situation);
    if (isNews(snapshot)) {
      published = snapshot;
      events.add(snapshot);
    }
    events.addAll(
        alerts.read(situation.instance(), readings(situation), timing.appendTimeout(), now));
    return events;
  }

  /** All that people could be told of at this moment. */
  private List<AlertReading> readings(Situation situation) {
    boolean settled = situation.ledger().closed().isPresent();
    List<AlertReading> readings = new ArrayList<>(AlertReadings.of(situation, settled));
    readings.addAll(quarantines.of(alerts.standing(), situation.now()));
    return readings;
  }

  /** Whoever lives is heard of within a second; whoever isn't in this time is gone. */
  private boolean hasListened(Situation situation) {
    if (listeningSince == null) {
      return true;
    }
    boolean allHeard =
        facts.epochMembers().stream()
            .map(MemberSpec::member)
            .allMatch(
                member ->
                    hasReported(facts.member(member), listeningSince)
                        && facts.isNodeAlive(member, situation));
    if (allHeard || situation.isOver(timing.freshness(), listeningSince)) {
      listeningSince = null;
    }
    return listeningSince == null;
  }

  private static boolean hasReported(MemberFacts member, Moment since) {
    return member.reportedAt() != null && !member.reportedAt().isBefore(since);
  }

  /** That the log has grown is no news. */
  private boolean isNews(TopologySnapshot snapshot) {
    return published == null
        || !published.epoch().equals(snapshot.epoch())
        || published.condition() != snapshot.condition()
        || !published.reason().equals(snapshot.reason())
        || published.blockReason() != snapshot.blockReason()
        || !Objects.equals(published.primary(), snapshot.primary())
        || !published.members().equals(snapshot.members());
  }

  private Situation situation(Moment now) {
    return new Situation(facts, now, timing, self);
  }
}
