package dev.understudy.localstack.demo;

import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells what happens in the order in which it happened, with the milliseconds since the fault. News
 * comes by several ways, so each is held back a moment for an earlier one to arrive. Safe for use
 * by several threads.
 */
final class Story implements AutoCloseable {

  private static final Duration HELD_BACK = Duration.ofMillis(150);
  private static final long LOOK_EVERY_MILLIS = 25;

  private record Line(Instant at, long heardNanos, Style style, String text) {}

  private final Terminal terminal;
  private final Instant begin;
  private final Queue<Line> lines = new PriorityQueue<>(Comparator.comparing(Line::at));
  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "story");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param begin the moment that times are counted from
   */
  Story(Terminal terminal, Instant begin) {
    this.terminal = terminal;
    this.begin = begin;
    teller.scheduleWithFixedDelay(
        this::tellRipe, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void happened(Instant at, Style style, String text) {
    synchronized (lines) {
      lines.add(new Line(at, System.nanoTime(), style, text));
    }
  }

  private void tellRipe() {
    long now = System.nanoTime();
    List<Line> ripe = new ArrayList<>();
    synchronized (lines) {
      while (!lines.isEmpty() && isRipe(lines.peek(), now)) {
        ripe.add(lines.poll());
      }
    }
    ripe.forEach(this::tell);
  }

  private static boolean isRipe(Line line, long now) {
    return now - line.heardNanos() > HELD_BACK.toNanos();
  }

  private void tell(Line line) {
    double millis = Duration.between(begin, line.at()).toNanos() / 1_000_000.0;
    String time = String.format(Locale.ROOT, "%+10.1f ms", millis);
    terminal.line(
        terminal.styled(Style.DIM, time) + "  " + terminal.styled(line.style(), line.text()));
  }

  /** Tells what is left. */
  @Override
  public void close() {
    teller.shutdown();
    List<Line> left = new ArrayList<>();
    synchronized (lines) {
      while (!lines.isEmpty()) {
        left.add(lines.poll());
      }
    }
    left.forEach(this::tell);
  }
}
