package dev.understudy.orchestrator.domain.history;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many of an instance's changes of primary ended how, by cause. An end counts once and for good
 * as soon as the log has it: its {@code EpochClosed}, or the next {@code EpochOpened} if that came
 * first. One pass over the log, for this is asked at every scrape.
 */
public final class FailoverOutcomes {

  private final Map<Cause, Map<FailoverState, Integer>> counts = new EnumMap<>(Cause.class);
  private EpochOpened open;
  private Long lastLossBytes;
  private Long lastOutageMillis;
  private Timeline lastTimeline;

  private FailoverOutcomes() {}

  /**
   * @param decisions those that count, oldest first
   */
  public static FailoverOutcomes of(List<Decision> decisions) {
    FailoverOutcomes outcomes = new FailoverOutcomes();
    decisions.forEach(outcomes::read);
    return outcomes;
  }

  private void read(Decision decision) {
    if (decision instanceof EpochOpened opened) {
      if (open != null) {
        add(open.cause(), FailoverState.SUPERSEDED);
      }
      open = opened;
    } else if (decision instanceof EpochClosed closed) {
      open = null;
      add(closed.cause(), FailoverState.of(closed.outcome()));
      if (closed.cause() != Cause.INSTANCE_CREATED) {
        lastLossBytes = closed.measuredLossBytes();
        lastOutageMillis = closed.measuredOutageMillis();
        lastTimeline = closed.timeline();
      }
    }
  }

  private void add(Cause cause, FailoverState end) {
    counts
        .computeIfAbsent(cause, first -> new EnumMap<>(FailoverState.class))
        .merge(end, 1, Integer::sum);
  }

  public int count(Cause cause, FailoverState end) {
    return counts.getOrDefault(cause, Map.of()).getOrDefault(end, 0);
  }

  /**
   * What the last change of primary that was closed lost; empty if unknown, or if there is none.
   */
  public Optional<Long> lastLossBytes() {
    return Optional.ofNullable(lastLossBytes);
  }

  /** Its outage as the probers saw it; empty if unknown, or if there is none. */
  public Optional<Long> lastOutageMillis() {
    return Optional.ofNullable(lastOutageMillis);
  }

  /** When each of its steps was seen; empty if there is none. */
  public Optional<Timeline> lastTimeline() {
    return Optional.ofNullable(lastTimeline);
  }
}
