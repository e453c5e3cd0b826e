package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.orchestrator.domain.AlertReading.Level;
import dev.understudy.orchestrator.domain.AlertReading.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Measures an instance against its thresholds. */
final class AlertReadings {

  private static final int MEMORY_HYSTERESIS_PERCENT = 5;
  private static final int ALL_PERCENT = 100;

  private final Situation situation;
  private final AlertThresholds thresholds;

  /** While an epoch is open, roles and links change: that is told by the failover itself. */
  private final boolean settled;

  private final List<AlertReading> readings = new ArrayList<>();

  private AlertReadings(Situation situation, boolean settled) {
    this.situation = situation;
    this.thresholds = situation.spec().alerts();
    this.settled = settled;
  }

  /**
   * All readings of this moment.
   *
   * @param settled whether no epoch is open
   */
  static List<AlertReading> of(Situation situation, boolean settled) {
    AlertReadings all = new AlertReadings(situation, settled);
    situation.spec().members().forEach(all::member);
    all.promotable();
    return all.readings;
  }

  private void member(MemberSpec spec) {
    memory(spec.member());
    if (!isPrimary(spec.member())) {
      lag(spec.member());
      lost(spec.member());
    }
  }

  /** As the vantage sees it that sees the least of it: one slow prober is no lag. */
  private void lag(MemberId member) {
    OptionalLong millis = observed(member, MemberObservation::lagMillis).min();
    lag(member, Severity.WARNING, millis, thresholds.lagWarning(), thresholds.lagWarningFor());
    lag(member, Severity.CRITICAL, millis, thresholds.lagCritical(), thresholds.lagCriticalFor());
  }

  private void lag(
      MemberId member, Severity severity, OptionalLong millis, Duration threshold, Duration wait) {
    long badFrom = threshold.toMillis();
    Level level =
        millis.isEmpty() ? Level.UNSURE : Level.of(millis.getAsLong(), badFrom, (badFrom + 1) / 2);
    Supplier<String> summary =
        () ->
            member
                + (millis.isPresent() ? " is " + millis.getAsLong() + " ms" : " was last seen")
                + " behind its primary; the limit is "
                + Words.limit(threshold, wait);
    readings.add(
        new AlertReading(
            Subject.of(AlertKind.REPLICATION_LAG, member), severity, level, wait, summary));
  }

  private void lost(MemberId member) {
    Duration wait = thresholds.replicaLostFor();
    readings.add(
        new AlertReading(
            Subject.of(AlertKind.REPLICA_LOST, member),
            Severity.WARNING,
            whileSettled(TopologyView.isServing(situation, member)),
            wait,
            () -> member + " doesn't follow its primary; the limit is " + Words.time(wait)));
  }

  private void promotable() {
    List<MemberSpec> members = situation.spec().members();
    if (members.size() < 2) {
      return;
    }
    boolean somebody =
        members.stream()
            .filter(MemberSpec::promotable)
            .map(MemberSpec::member)
            .filter(member -> !isPrimary(member))
            .anyMatch(member -> TopologyView.isServing(situation, member));
    readings.add(
        new AlertReading(
            Subject.of(AlertKind.NO_PROMOTABLE_REPLICA, null),
            Severity.CRITICAL,
            whileSettled(somebody),
            thresholds.replicaLostFor(),
            () ->
                "no replica could take over if the primary died now; the limit is "
                    + Words.time(thresholds.replicaLostFor())));
  }

  private void memory(MemberId member) {
    long most = situation.spec().profile().maxMemoryBytes();
    OptionalLong used = observed(member, MemberObservation::usedMemoryBytes).max();
    long percent = used.isPresent() ? used.getAsLong() * ALL_PERCENT / most : 0;
    int badFrom = thresholds.memoryPercent();
    Level level =
        used.isEmpty()
            ? Level.UNSURE
            : Level.of(percent, badFrom, badFrom - MEMORY_HYSTERESIS_PERCENT);
    readings.add(
        new AlertReading(
            Subject.of(AlertKind.LOW_MEMORY_HEADROOM, member),
            Severity.WARNING,
            level,
            thresholds.memoryFor(),
            () ->
                String.format(
                    Locale.ROOT,
                    "%s uses %d %% of its %,d bytes of memory; the limit is %d %%%s",
                    member,
                    percent,
                    most,
                    badFrom,
                    Words.lasting(thresholds.memoryFor()))));
  }

  private Level whileSettled(boolean good) {
    return !settled ? Level.UNSURE : good ? Level.GOOD : Level.BAD;
  }

  private boolean isPrimary(MemberId member) {
    return situation.facts().elected().filter(member::equals).isPresent();
  }

  /** A figure of a member, from every vantage that has sent it lately. */
  private LongStream observed(MemberId member, Function<MemberObservation, Long> figure) {
    return situation.facts().sightings(member, situation).values().stream()
        .filter(sighting -> situation.isFresh(sighting.arrived()))
        .map(sighting -> Optional.ofNullable(figure.apply(sighting.observation())))
        .flatMap(Optional::stream)
        .mapToLong(Long::longValue);
  }
}
