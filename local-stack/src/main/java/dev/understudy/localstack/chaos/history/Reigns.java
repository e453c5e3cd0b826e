package dev.understudy.localstack.chaos.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Tells which reign each write belongs to. */
final class Reigns {

  /** Elections are timed by the wall clock, writes by the monotonic one. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMillis(5);

  private final Map<String, List<Reign>> byHost = new HashMap<>();
  private final NavigableMap<Long, List<Write>> writes = new TreeMap<>();
  private final Map<Long, Reign> byEpoch = new HashMap<>();
  private final List<Write> unelected = new ArrayList<>();

  Reigns(History history) {
    for (Reign reign : history.reigns()) {
      byHost.computeIfAbsent(reign.host(), any -> new ArrayList<>()).add(reign);
      byEpoch.put(reign.epoch(), reign);
    }
    byHost.values().forEach(each -> each.sort(Comparator.comparingLong(Reign::epoch)));
    for (Write write : history.writes()) {
      of(write)
          .ifPresentOrElse(
              reign -> writes.computeIfAbsent(reign.epoch(), any -> new ArrayList<>()).add(write),
              () -> unelected.add(write));
    }
  }

  /** The host's last election before the write was acknowledged; empty if there was none. */
  Optional<Reign> of(Write write) {
    long latest = write.ackedNanos() + CLOCKS_DIFFER.toNanos();
    return byHost.getOrDefault(write.host(), List.of()).stream()
        .filter(reign -> reign.electedNanos() - latest <= 0)
        .reduce((earlier, later) -> later);
  }

  /** Writes per epoch, of those epochs that took any. */
  NavigableMap<Long, List<Write>> writes() {
    return writes;
  }

  Reign reign(long epoch) {
    return byEpoch.get(epoch);
  }

  /** Writes at hosts that had never been elected. */
  List<Write> unelected() {
    return unelected;
  }
}
