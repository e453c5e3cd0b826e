package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The new primary has confirmed; replicas follow it and the DNS name moves.
 *
 * @param followedAt when the last replica that is waited for followed; null before
 * @param publishedAt when the primary's name was published; null before
 * @param watch looks whether the new primary dies meanwhile
 * @param closedAt when the end was appended; null if it wasn't
 */
record Settling(
    Moment openedAt,
    Moment electedAt,
    Moment promotedAt,
    Moment followedAt,
    Moment publishedAt,
    Watching watch,
    Moment closedAt)
    implements InstanceState {

  static Settling since(Moment openedAt, Moment electedAt, Moment promotedAt) {
    return new Settling(openedAt, electedAt, promotedAt, null, null, Watching.calm(), null);
  }

  @Override
  public InstanceState onOpened(EpochOpened opened, Situation situation) {
    return Joining.since(situation.now());
  }

  @Override
  public InstanceState onElected(PrimaryElected elected, Situation situation) {
    throw new IllegalStateException("a second election in epoch " + elected.epoch());
  }

  @Override
  public InstanceState onClosed(EpochClosed closed, Situation situation) {
    return Watching.calm();
  }

  @Override
  public Step onEvidence(Situation situation) {
    Step watched = watch.onEvidence(situation);
    Settling next = updated(situation, (Watching) watched.next());
    boolean done =
        next.followedAt != null && next.publishedAt != null && !awaitsSighting(situation);
    boolean late = situation.isOver(situation.timing().settleTimeout(), promotedAt);
    boolean due = (done || late) && !situation.isPending(closedAt);
    if (!watched.appends().isEmpty() || !due) {
      return new Step(next, watched.appends());
    }
    return Step.append(next.closing(situation.now()), next.end(situation));
  }

  /**
   * A failover's end tells the outage: the probers look at a new primary at once, so that this
   * seldom waits, and never for long. A planned change has none that they could see.
   */
  private boolean awaitsSighting(Situation situation) {
    return !situation.opened().cause().planned()
        && situation.facts().outage().isAwaited()
        && !situation.isOver(situation.timing().sightingTimeout(), promotedAt);
  }

  private Settling updated(Situation situation, Watching newWatch) {
    Moment now = situation.now();
    boolean published = !situation.epoch().isAfter(situation.facts().publishedPrimary());
    boolean followed = stragglers(situation).isEmpty();
    return new Settling(
        openedAt,
        electedAt,
        promotedAt,
        followedAt == null && followed ? now : followedAt,
        publishedAt == null && published ? now : publishedAt,
        newWatch,
        closedAt);
  }

  private Settling closing(Moment now) {
    return new Settling(openedAt, electedAt, promotedAt, followedAt, publishedAt, watch, now);
  }

  /** Replicas that joined and don't follow yet. A primary that failed returns in its own time. */
  private static List<MemberId> stragglers(Situation situation) {
    EpochOpened opened = situation.opened();
    return situation.facts().epochMembers().stream()
        .map(MemberSpec::member)
        .filter(member -> !member.equals(situation.primary()))
        .filter(member -> !member.equals(opened.deposed()) || opened.cause().planned())
        .filter(member -> situation.member(member).standing(opened.epoch()).isPresent())
        .filter(member -> situation.member(member).exit().isEmpty())
        .filter(member -> !situation.member(member).isFollowingIn(opened.epoch()))
        .toList();
  }

  private EpochClosed end(Situation situation) {
    EpochOpened opened = situation.opened();
    MemberId primary = situation.primary();
    boolean resumed = opened.cause() == Cause.SWITCHOVER && primary.equals(opened.deposed());
    return new EpochClosed(
        situation.instance(),
        situation.epoch(),
        opened.cause(),
        resumed ? EpochOutcome.RESUMED : EpochOutcome.COMPLETED,
        opened.deposed(),
        primary,
        situation.deposedOffset().orElse(null),
        situation.election().offset(),
        lossBytes(situation).orElse(null),
        outageMillis(situation).orElse(null),
        timeline(opened, situation.now()),
        notes(situation));
  }

  private static Optional<Long> lossBytes(Situation situation) {
    Optional<Long> superseded = situation.facts().supersededLoss().bytes();
    return ownLossBytes(situation).flatMap(own -> superseded.map(before -> own + before));
  }

  /**
   * By now more may be known of the old primary than at the election. But what an offset is worth
   * was known only then: the winner may have come from nothing, or have gone another way before.
   */
  private static Optional<Long> ownLossBytes(Situation situation) {
    long behind =
        situation.deposedOffset().map(situation.election().offset()::bytesBehind).orElse(0L);
    return Optional.ofNullable(situation.election().estimatedLossBytes())
        .map(estimated -> Math.max(estimated, behind));
  }

  private static Optional<Long> outageMillis(Situation situation) {
    return situation.opened().deposed() == null
        ? Optional.empty()
        : situation.facts().outage().outage().map(Duration::toMillis);
  }

  private Timeline timeline(EpochOpened opened, Moment now) {
    return new Timeline(
        opened.suspectedAt(),
        openedAt.wall(),
        electedAt.wall(),
        promotedAt.wall(),
        wall(followedAt),
        wall(publishedAt),
        now.wall());
  }

  private static Instant wall(Moment moment) {
    return moment == null ? null : moment.wall();
  }

  private List<String> notes(Situation situation) {
    List<String> notes = new ArrayList<>();
    stragglers(situation).forEach(m -> notes.add(m + " does not follow the new primary yet"));
    situation
        .facts()
        .supersededLoss()
        .bytes()
        .filter(bytes -> bytes > 0)
        .ifPresent(
            bytes -> notes.add(bytes + " bytes of the loss are of the epochs that failed before"));
    if (publishedAt == null) {
      notes.add("the DNS name of the primary is not confirmed yet");
    }
    return notes;
  }

  @Override
  public Condition condition(Situation situation) {
    return TopologyView.changing(situation);
  }

  @Override
  public String reason(Situation situation) {
    return situation.primary() + " is the primary; replicas and DNS are following";
  }

  @Override
  public Optional<BlockReason> blockReason() {
    return Optional.empty();
  }

  @Override
  public boolean isUrgent() {
    return true;
  }
}
