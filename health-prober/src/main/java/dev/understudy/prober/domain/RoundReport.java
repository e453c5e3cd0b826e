package dev.understudy.prober.domain;

import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberRole;
import java.util.List;
import java.util.Optional;

/** Puts a round into words: roles are compared with the topology, offsets with the primary's. */
public final class RoundReport {

  private final Expectation expectation;
  private final LagHistory lags;
  private final long nowNanos;
  private final Info primary;

  private RoundReport(
      List<Sighting> round, Expectation expectation, LagHistory lags, long nowNanos) {
    this.expectation = expectation;
    this.lags = lags;
    this.nowNanos = nowNanos;
    this.primary = primaryOf(round, expectation.primary()).orElse(null);
    if (primary != null && primary.replicationId() != null) {
      lags.primaryAt(primary.replicationId(), primary.offset(), nowNanos);
    }
  }

  /**
   * The round's observations, in the order of the sightings.
   *
   * @param lags takes in where the primary is now
   */
  public static List<MemberObservation> of(
      List<Sighting> round, Expectation expectation, LagHistory lags, long nowNanos) {
    RoundReport report = new RoundReport(round, expectation, lags, nowNanos);
    return round.stream().map(report::observation).toList();
  }

  /** The topology's primary if it says that it is one, else the only one that says so. */
  private static Optional<Info> primaryOf(List<Sighting> round, MemberId expected) {
    List<Sighting> claimants =
        round.stream()
            .filter(s -> s.finding().info() != null)
            .filter(s -> s.finding().info().role() == MemberRole.PRIMARY)
            .toList();
    return claimants.stream()
        .filter(s -> s.member().equals(expected) || claimants.size() == 1)
        .findFirst()
        .map(s -> s.finding().info());
  }

  private MemberObservation observation(Sighting sighting) {
    Finding finding = sighting.finding();
    Info info = finding.info();
    if (info == null) {
      return without(sighting);
    }
    boolean contradicts = expectation.contradicts(sighting.member(), info.role());
    boolean wrongRole = finding.outcome() == Outcome.OK && contradicts;
    boolean comparable =
        primary != null && info.role() == MemberRole.REPLICA && primary.sharesStreamWith(info);
    return new MemberObservation(
        sighting.member(),
        wrongRole ? Outcome.WRONG_ROLE : finding.outcome(),
        wrongRole ? "it says that it is a " + info.role() : finding.detail(),
        sighting.silentMillis(),
        finding.roundTripMicros(),
        info.role(),
        info.runId(),
        info.replicationId(),
        info.offset(),
        comparable ? (Long) info.offset().bytesBehind(primary.offset()) : null,
        comparable ? (Long) lags.behindMillis(info.offset(), nowNanos) : null,
        info.linkUp(),
        info.keyCount(),
        info.connectedClients(),
        info.connectedReplicas(),
        info.usedMemoryBytes());
  }

  private static MemberObservation without(Sighting sighting) {
    Finding finding = sighting.finding();
    return MemberObservation.without(
        sighting.member(), finding.outcome(), finding.detail(), sighting.silentMillis());
  }
}
