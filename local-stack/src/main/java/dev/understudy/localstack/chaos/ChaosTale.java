package dev.understudy.localstack.chaos;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.narration.Narrator;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.terminal.OrderedLines;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Tells the run as it goes: faults, and what the services make of them. */
final class ChaosTale implements AutoCloseable {

  private static final double MILLIS_PER_SECOND = 1_000.0;

  /** What is told, and how; of everything else there would be too much. */
  private static final Map<Class<? extends Event>, Style> TOLD =
      Map.of(
          EpochOpened.class, Style.NOTABLE,
          MemberPromoted.class, Style.GOOD,
          EpochClosed.class, Style.PLAIN,
          FailoverBlocked.class, Style.NOTABLE,
          MemberExited.class, Style.PLAIN,
          MemberFenced.class, Style.PLAIN,
          TopologySnapshot.class, Style.PLAIN);

  private final LocalStack stack;
  private final Narrator narrator = new Narrator();
  private final OrderedLines lines;
  private final Runnable deaf;

  ChaosTale(LocalStack stack, Terminal terminal, Instant beginning) {
    this.stack = stack;
    this.lines = new OrderedLines(terminal, at -> since(beginning, at));
    this.deaf = stack.events().listen(this::hear);
  }

  private static String since(Instant beginning, Instant at) {
    double seconds = Duration.between(beginning, at).toMillis() / MILLIS_PER_SECOND;
    return String.format(Locale.ROOT, "%+9.2f s", seconds);
  }

  private void hear(Seen<?> seen) {
    Style style = TOLD.get(seen.event().getClass());
    if (style != null) {
      narrator.tell(seen.event()).forEach(text -> tell(seen.happenedAt(), style, "  " + text));
    }
  }

  /** What we do ourselves. */
  void tell(Style style, String text) {
    tell(Instant.now(), style, text);
  }

  private void tell(Instant at, Style style, String text) {
    if (!stack.closing()) {
      lines.happened(at, style, text);
    }
  }

  @Override
  public void close() {
    deaf.run();
    lines.close();
  }
}
