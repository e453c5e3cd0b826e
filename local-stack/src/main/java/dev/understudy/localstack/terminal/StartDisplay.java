package dev.understudy.localstack.terminal;

import dev.understudy.localstack.stack.StackProgress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Shows how the stack starts and stops: a line per part. */
public final class StartDisplay implements StackProgress {

  private final Terminal terminal;
  private final Set<String> starting = new LinkedHashSet<>();

  public StartDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void starting(String part) {
    starting.add(part);
    showStarting();
  }

  @Override
  public synchronized void ready(String part, Duration took) {
    starting.remove(part);
    String line =
        String.format(Locale.ROOT, "  %-22s ready in %.1f s", part, took.toMillis() / 1000.0);
    terminal.line(line);
    showStarting();
  }

  private void showStarting() {
    if (!starting.isEmpty()) {
      terminal.passing("  starting " + String.join(", ", starting) + " ...");
    }
  }

  @Override
  public void note(String text) {
    terminal.line("  " + terminal.styled(Style.NOTABLE, text));
  }

  @Override
  public void stopping() {
    terminal.line("Stopping ...");
  }

  @Override
  public void stopped() {
    terminal.line("Stopped. Nothing is left running.");
  }
}
