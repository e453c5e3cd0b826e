package dev.understudy.localstack.chaos;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.localstack.chaos.history.History;
import dev.understudy.localstack.chaos.history.LossReport;
import dev.understudy.localstack.chaos.history.Violation;
import dev.understudy.localstack.chaos.history.Write;
import dev.understudy.localstack.demo.Moment;
import dev.understudy.localstack.demo.WriteLog;
import dev.understudy.localstack.demo.WriteLog.Ack;
import dev.understudy.localstack.demo.WriteLog.Gap;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Counts what happened.
 *
 * @param counts whether a write counts as acknowledged
 */
record Figures(
    ChaosOptions options,
    Moment beginning,
    DecisionBook decisions,
    RoundPlayer player,
    Predicate<Write> counts) {

  ChaosReport report(
      History history, Duration recovery, Duration slowest, List<Violation> violations) {
    List<EpochOpened> changes =
        decisions.all(EpochOpened.class).stream()
            .filter(opened -> opened.cause() != Cause.INSTANCE_CREATED)
            .toList();
    List<EpochOpened> unplanned = changes.stream().filter(o -> !o.cause().planned()).toList();
    List<EpochClosed> closed = decisions.all(EpochClosed.class);
    List<Long> losses = history.losses().stream().map(LossReport::bytes).toList();
    return new ChaosReport(
        options.seed(),
        options.mode().name().toLowerCase(Locale.ROOT),
        options.synchronousReplicas(),
        options.ownNetwork() ? "namespaces" : "none: " + options.networkObstacle(),
        options.lasts().toSeconds(),
        player.injected().counts(),
        player.missed().counts(),
        player.refused().counts(),
        by(unplanned, EpochOpened::cause),
        changes.size() - unplanned.size(),
        by(closed, EpochClosed::outcome),
        by(decisions.all(FailoverBlocked.class), FailoverBlocked::reason),
        history.writes().stream().filter(counts).count(),
        history.writes().size(),
        history.missing().stream().filter(counts).count(),
        history.missing().size(),
        losses.stream().filter(Objects::nonNull).mapToLong(Long::longValue).sum(),
        (int) losses.stream().filter(Objects::isNull).count(),
        longestOutageMillis(history),
        slowest.toMillis(),
        recovery == null ? null : recovery.toMillis(),
        violations);
  }

  private static <T> Map<String, Integer> by(List<T> all, Function<T, ? extends Enum<?>> kind) {
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(each -> counts.merge(kind.apply(each).name(), 1, Integer::sum));
    return counts;
  }

  private Long longestOutageMillis(History history) {
    List<Ack> acks =
        history.writes().stream()
            .filter(counts)
            .sorted(Comparator.comparingLong(w -> w.ackedNanos() - beginning.nanos()))
            .map(write -> new Ack(write.number(), write.ackedNanos(), write.host()))
            .toList();
    return new WriteLog(acks)
        .longestGap(beginning.nanos())
        .map(Gap::nanos)
        .map(nanos -> Duration.ofNanos(nanos).toMillis())
        .orElse(null);
  }
}
