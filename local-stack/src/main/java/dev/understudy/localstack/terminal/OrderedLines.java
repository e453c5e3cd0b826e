package dev.understudy.localstack.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Tells what happens in the order in which it happened. News comes by several ways, so each is held
 * back a moment for an earlier one to arrive. Safe for use by several threads.
 */
public final class OrderedLines implements AutoCloseable {

  private static final Duration HELD_BACK = Duration.ofMillis(150);
  private static final long LOOK_EVERY_MILLIS = 25;

  private record Line(Instant at, long heardNanos, Style style, String text) {}

  private final Terminal terminal;
  private final Function<Instant, String> stamp;
  private final Queue<Line> lines = new PriorityQueue<>(Comparator.comparing(Line::at));
  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ordered-lines");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param stamp how a time is shown
   */
  public OrderedLines(Terminal terminal, Function<Instant, String> stamp) {
    this.terminal = terminal;
    this.stamp = stamp;
    teller.scheduleWithFixedDelay(
        this::tellRipe, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Something happened then. */
  public void happened(Instant at, Style style, String text) {
    synchronized (lines) {
      lines.add(new Line(at, System.nanoTime(), style, text));
    }
  }

  private void tellRipe() {
    take(System.nanoTime() - HELD_BACK.toNanos()).forEach(this::tell);
  }

  /** The first lines of which all were heard before a time. */
  private List<Line> take(long heardBeforeNanos) {
    List<Line> taken = new ArrayList<>();
    synchronized (lines) {
      while (!lines.isEmpty() && lines.peek().heardNanos() - heardBeforeNanos <= 0) {
        taken.add(lines.poll());
      }
    }
    return taken;
  }

  private void tell(Line line) {
    terminal.line(
        terminal.styled(Style.DIM, stamp.apply(line.at()))
            + "  "
            + terminal.styled(line.style(), line.text()));
  }

  /** Tells what is left. */
  @Override
  public void close() {
    teller.shutdown();
    take(System.nanoTime()).forEach(this::tell);
  }
}
