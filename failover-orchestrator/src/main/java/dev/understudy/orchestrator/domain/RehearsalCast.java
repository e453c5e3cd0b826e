package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What everybody says in a {@link Rehearsal}: the primary's last words, and of the others what they
 * said last, changed by what the death does to them.
 */
final class RehearsalCast {

  private static final int KILLED = 137;

  private final Situation before;
  private final Death death;
  private final MemberId primary;
  private final List<MemberSpec> survivors;

  RehearsalCast(Situation before, Death death) {
    this.before = before;
    this.death = death;
    this.primary = before.primary();
    this.survivors = before.facts().epochMembers().stream().filter(this::survives).toList();
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

  /** Members that live and answer, other than the primary. */
  List<MemberSpec> survivors() {
    return survivors;
  }

  /** The primary, if it only hangs and its node lives to say so. */
  Optional<MemberSpec> hanging() {
    return death == Death.HANG && before.facts().isNodeAlive(primary, before)
        ? before.spec().member(primary)
        : Optional.empty();
  }

  /** The primary's process ends. */
  MemberExited exit() {
    return new MemberExited(
        before.instance(),
        primary,
        before.facts().nodeOf(primary).orElseThrow(),
        before.epoch(),
        KILLED,
        MemberRole.PRIMARY,
        before.member(primary).report().map(MemberReported::runId).orElse(""),
        lastOffset());
  }

  /** The primary's node kills it. */
  MemberFenced fence(Epoch epoch) {
    return new MemberFenced(
        before.instance(),
        primary,
        before.facts().nodeOf(primary).orElseThrow(),
        epoch,
        FenceMethod.KILLED,
        lastOffset());
  }

  private Offset lastOffset() {
    return before.member(primary).offsetAsPrimary().orElse(Offset.ZERO);
  }

  /** What a survivor's node goes on saying, when the primary has been silent for so long. */
  Optional<MemberReported> report(MemberSpec survivor, Duration silence) {
    return before.member(survivor.member()).report().map(said -> stillSays(said, silence));
  }

  private MemberReported stillSays(MemberReported said, Duration silence) {
    boolean lost = death == Death.HOST_LOSS && said.role() == MemberRole.REPLICA;
    return report(
        said,
        said.responsive(),
        said.runId(),
        lost ? LinkState.DOWN : said.link(),
        lost ? silence : said.linkSilence());
  }

  /** What the primary's node says of it while it hangs. */
  Optional<MemberReported> unanswered() {
    return before
        .member(primary)
        .report()
        .map(said -> report(said, false, "", said.link(), said.linkSilence()));
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
        said.intact(),
        said.lease());
  }

  /** A survivor joins with all that it had. */
  Optional<MemberJoined> join(MemberSpec survivor, Epoch epoch) {
    return before.member(survivor.member()).report().map(said -> joins(said, epoch));
  }

  private static MemberJoined joins(MemberReported said, Epoch epoch) {
    return new MemberJoined(
        said.instance(),
        said.member(),
        said.node(),
        epoch,
        said.role(),
        said.replicationId(),
        said.offset(),
        said.everSynced(),
        said.loading(),
        said.keyCount(),
        said.dataEpoch(),
        said.intact());
  }

  /**
   * A vantage's next round: the primary is silent, everybody else as in the last round.
   *
   * @param last null if there was none
   */
  InstanceObserved round(Vantage vantage, InstanceObserved last, Duration silence) {
    Outcome outcome = death == Death.CRASH ? Outcome.REFUSED : Outcome.TIMEOUT;
    List<MemberObservation> members = new ArrayList<>();
    members.add(
        MemberObservation.without(primary, outcome, "rehearsed", Math.max(1, silence.toMillis())));
    if (last != null) {
      last.members().stream().filter(seen -> !seen.member().equals(primary)).forEach(members::add);
    }
    long number = last == null ? 1 : last.round() + 1;
    return new InstanceObserved(before.instance(), vantage, number, before.epoch(), 0, members);
  }
}
