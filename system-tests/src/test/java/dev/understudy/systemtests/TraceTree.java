package dev.understudy.systemtests;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One trace. */
record TraceTree(List<ReceivedSpan> spans) {

  /** All traces, by what was received so far. */
  static List<TraceTree> of(List<ReceivedSpan> received) {
    return received.stream().collect(Collectors.groupingBy(ReceivedSpan::traceId)).values().stream()
        .map(TraceTree::new)
        .toList();
  }

  Set<String> services() {
    return spans.stream().map(ReceivedSpan::service).collect(Collectors.toSet());
  }

  ReceivedSpan only(String name) {
    List<ReceivedSpan> named = spans.stream().filter(s -> s.name().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError(named.size() + " spans are named " + name + " in\n" + this);
    }
    return named.get(0);
  }

  /** Every span as the names on the way to it, its service in front, sorted. */
  List<String> paths() {
    Map<String, ReceivedSpan> byId =
        spans.stream().collect(Collectors.toMap(ReceivedSpan::spanId, Function.identity()));
    return spans.stream()
        .map(span -> span.service() + ": " + path(span, byId))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static String path(ReceivedSpan span, Map<String, ReceivedSpan> byId) {
    if (span.parentId().isEmpty()) {
      return span.name();
    }
    ReceivedSpan parent = byId.get(span.parentId());
    return (parent == null ? "?" : path(parent, byId)) + " > " + span.name();
  }

  @Override
  public String toString() {
    return String.join("\n", paths());
  }
}
