package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
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

  private static final int KILLED = 137;

  private final Situation before;
  private final Death death;
  private final MemberId primary;
  private final List<MemberSpec> survivors;
  private final List<Vantage> watching;
  private final Facts facts;
  private final InstanceMachine machine;
  private final List<Decision> decided = new ArrayList<>();
  private Moment now;
  private long nextOffset;

  private Rehearsal(Situation before, List<Decision> decisions, Death death) {
    this.before = before;
    this.death = death;
    this.primary = before.primary();
    this.survivors = before.facts().epochMembers().stream().filter(spec -> survives(spec)).toList();
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

  private boolean survives(MemberSpec spec) {
    boolean sharesHost =
        before.facts().nodeOf(primary).filter(spec.node()::equals).isPresent()
            && death == Death.HOST_LOSS;
    return !spec.member().equals(primary)
        && !sharesHost
        && before.facts().isNodeAlive(spec.member(), before)
        && before.member(spec.member()).isResponsive(before);
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
      String runId = before.member(primary).report().map(MemberReported::runId).orElse("");
      tell(
          new MemberExited(
              before.instance(),
              primary,
              facts.nodeOf(primary).orElseThrow(),
              before.epoch(),
              KILLED,
              MemberRole.PRIMARY,
              runId,
              lastOffset()));
    }
    observe();
  }

  /** Everybody who lives goes on saying what he said last. */
  private void pass(Duration time) {
    now = now.plus(time);
    for (MemberSpec spec : survivors) {
      heartbeat(spec);
      before.member(spec.member()).report().map(this::stillSays).ifPresent(this::tell);
    }
    if (death == Death.HANG && before.facts().isNodeAlive(primary, before)) {
      before.spec().member(primary).ifPresent(this::heartbeat);
      before.member(primary).report().map(Rehearsal::unanswered).ifPresent(this::tell);
    }
    if (!time.isZero()) {
      observe();
    }
    hear(machine.onTick(now));
  }

  private void heartbeat(MemberSpec spec) {
    facts.nodes().node(spec.node()).ifPresent(node -> facts.nodes().learn(node, now));
  }

  private MemberReported stillSays(MemberReported said) {
    boolean lost = death == Death.HOST_LOSS && said.role() == MemberRole.REPLICA;
    return report(
        said,
        said.responsive(),
        said.runId(),
        lost ? LinkState.DOWN : said.link(),
        lost ? silence() : said.linkSilence());
  }

  private static MemberReported unanswered(MemberReported said) {
    return report(said, false, "", said.link(), said.linkSilence());
  }

  private static MemberReported report(
      MemberReported said, boolean responsive, String runId, LinkState link, Duration silence) {
    return new MemberReported(
        said.instance(),
        said.member(),
        said.node(),
        said.epoch(),
        said.role(),
        responsive,
        said.loading(),
        runId,
        said.replicationId(),
        said.offset(),
        link,
        silence,
        said.everSynced(),
        said.keyCount(),
        said.attachedReplicas(),
        said.fullResyncs(),
        said.partialResyncs(),
        said.dataEpoch(),
        said.intact());
  }

  private Duration silence() {
    return now.since(before.now());
  }

  /** Every vantage that is heard now sees the primary silent, and everybody else as before. */
  private void observe() {
    Outcome outcome = death == Death.CRASH ? Outcome.REFUSED : Outcome.TIMEOUT;
    for (Vantage vantage : watching) {
      List<MemberObservation> members = new ArrayList<>();
      members.add(
          MemberObservation.without(
              primary, outcome, "rehearsed", Math.max(1, silence().toMillis())));
      Optional<InstanceObserved> last = facts.newestRound(vantage);
      last.ifPresent(
          round ->
              round.members().stream()
                  .filter(seen -> !seen.member().equals(primary))
                  .forEach(members::add));
      hear(
          machine.onObserved(
              new InstanceObserved(
                  before.instance(),
                  vantage,
                  last.map(InstanceObserved::round).orElse(0L) + 1,
                  before.epoch(),
                  0,
                  members),
              now));
    }
  }

  /** No rule lets it begin by itself: as if somebody had done it. */
  private void open() {
    hear(List.of(Openings.failover(situation(), death.cause(), List.of(), before.now().wall())));
  }

  private void joinAll() {
    if (death == Death.HANG && before.facts().isNodeAlive(primary, before)) {
      tell(
          new MemberFenced(
              before.instance(),
              primary,
              facts.nodeOf(primary).orElseThrow(),
              situation().epoch(),
              FenceMethod.KILLED,
              lastOffset()));
    }
    for (MemberSpec spec : survivors) {
      before.member(spec.member()).report().map(this::joins).ifPresent(this::tell);
    }
  }

  private MemberJoined joins(MemberReported said) {
    return new MemberJoined(
        said.instance(),
        said.member(),
        said.node(),
        situation().epoch(),
        said.role(),
        said.replicationId(),
        said.offset(),
        said.everSynced(),
        said.loading(),
        said.keyCount(),
        said.dataEpoch(),
        said.intact());
  }

  private Offset lastOffset() {
    return before.member(primary).offsetAsPrimary().orElse(Offset.ZERO);
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
