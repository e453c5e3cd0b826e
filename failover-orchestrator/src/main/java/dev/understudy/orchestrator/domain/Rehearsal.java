package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.CandidateSelection.Ranking;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets the primary die, on a copy of all that is known, and hands that to the same {@link
 * InstanceMachine} that would decide on it: so what is foretold can't follow other rules than what
 * happens. The other members are taken to live on as they were last reported, and to do what they
 * are told at once.
 */
final class Rehearsal {

  private final Situation before;
  private final Death death;
  private final RehearsalCast cast;
  private final List<Vantage> watching;
  private final Facts facts;
  private final InstanceMachine machine;
  private final List<Decision> decided = new ArrayList<>();
  private Moment now;
  private long nextOffset;

  private Rehearsal(Situation before, List<Decision> decisions, Death death) {
    this.before = before;
    this.death = death;
    this.cast = new RehearsalCast(before, death);
    this.watching = before.facts().vantages().heard(before.now(), before.timing().freshness());
    this.facts = before.facts().copy(decisions);
    this.machine = InstanceMachine.watching(facts, before.timing(), before.self(), decisions);
    this.now = before.now();
    this.nextOffset = decisions.size();
  }

  /**
   * What came of it.
   *
   * @param end when the last thing had happened
   * @param elected empty if no failover came to an election
   * @param blocked how the instance would stand if none did
   * @param ranking of everybody for the next primary, also if nobody may be elected
   */
  record Result(
      Situation end,
      Optional<PrimaryElected> elected,
      Optional<TopologySnapshot> blocked,
      Ranking ranking) {}

  static Result of(Situation before, List<Decision> decisions, Death death) {
    return new Rehearsal(before, decisions, death).play();
  }

  /** How long it takes until a death of this kind permits a failover. */
  static Duration detection(Situation situation, Death death) {
    Duration timeout = situation.highAvailability().failoverTimeout();
    return switch (death) {
      case CRASH -> Duration.ZERO;
      case HANG -> timeout;
      case HOST_LOSS ->
          Stream.of(
                  timeout,
                  situation.timing().freshness(),
                  Nodes.SILENCE,
                  Diagnostician.LEAST_LINK_SILENCE)
              .max(Duration::compareTo)
              .orElseThrow();
    };
  }

  private Result play() {
    if (death != Death.CRASH) {
      // From the first silent round on the machine is suspicious.
      observe();
    }
    pass(detection(before, death));
    die();
    if (!isOpen() && !isBlocked()) {
      // Vantages that disagree for so long are a dispute.
      pass(before.highAvailability().failoverTimeout().multipliedBy(2));
    }
    Optional<TopologySnapshot> blocked = isOpen() ? Optional.empty() : machine.topology();
    if (!isOpen()) {
      open();
    }
    joinAll();
    if (elected().isEmpty()) {
      pass(before.timing().joinWindow());
    }
    if (elected().isEmpty()) {
      pass(
          before
              .timing()
              .leaseEndsAfter(before.highAvailability().failoverTimeout())
              .plus(before.timing().leastLeaseMargin()));
    }
    boolean happens = blocked.isEmpty() && elected().isPresent();
    return new Result(
        situation(),
        happens ? elected() : Optional.empty(),
        happens ? Optional.empty() : blocked.or(machine::topology),
        CandidateSelection.best(situation()));
  }

  private void die() {
    if (death == Death.CRASH) {
      tell(cast.exit());
    }
    observe();
  }

  /** Everybody who lives goes on saying what he said last. */
  private void pass(Duration time) {
    now = now.plus(time);
    for (MemberSpec spec : cast.survivors()) {
      heartbeat(spec);
      cast.report(spec, silence()).ifPresent(this::tell);
    }
    cast.hanging()
        .ifPresent(
            spec -> {
              heartbeat(spec);
              cast.unanswered().ifPresent(this::tell);
            });
    if (!time.isZero()) {
      observe();
    }
    hear(machine.onTick(now));
  }

  private void heartbeat(MemberSpec spec) {
    facts.nodes().node(spec.node()).ifPresent(node -> facts.nodes().learn(node, now));
  }

  private Duration silence() {
    return now.since(before.now());
  }

  /** Every vantage that is heard now sees the primary silent. */
  private void observe() {
    for (Vantage vantage : watching) {
      InstanceObserved last = facts.newestRound(vantage).orElse(null);
      hear(machine.onObserved(cast.round(vantage, last, silence()), now));
    }
  }

  /** No rule lets it begin by itself: as if somebody had done it. */
  private void open() {
    hear(List.of(Openings.failover(situation(), death.cause(), List.of(), before.now().wall())));
  }

  private void joinAll() {
    cast.hanging().ifPresent(spec -> tell(cast.fence(situation().epoch())));
    for (MemberSpec spec : cast.survivors()) {
      cast.join(spec, situation().epoch()).ifPresent(this::tell);
    }
  }

  private boolean isOpen() {
    return decided.stream().anyMatch(EpochOpened.class::isInstance);
  }

  private boolean isBlocked() {
    return machine.topology().map(TopologySnapshot::blockReason).isPresent();
  }

  private Optional<PrimaryElected> elected() {
    return decided.stream()
        .filter(PrimaryElected.class::isInstance)
        .map(PrimaryElected.class::cast)
        .findFirst();
  }

  private Situation situation() {
    return new Situation(facts, now, before.timing(), before.self());
  }

  private void tell(MemberEvent event) {
    hear(machine.onMember(event, now, now));
  }

  /** What the machine appends is read back at once. */
  private void hear(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Decision decision) {
        decided.add(decision);
        hear(machine.onDecision(nextOffset++, decision, now));
      }
    }
  }
}
