package dev.understudy.localstack.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where the launcher prints. Colours and lines that are overwritten only if a person watches and
 * doesn't mind (<a href="https://no-color.org">NO_COLOR</a>). Safe for use by several threads.
 */
public final class Terminal {

  /** Set by the script, which knows whether its output is a terminal. */
  private static final String WATCHED_PROPERTY = "understudy.tty";

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean watched;
  private final boolean colours;
  private boolean passing;

  Terminal(PrintStream out, boolean watched, boolean colours) {
    this.out = out;
    this.watched = watched;
    this.colours = colours;
  }

  /** Standard output. */
  public static Terminal standard(Map<String, String> environment) {
    boolean watched =
        Boolean.getBoolean(WATCHED_PROPERTY) && !"dumb".equals(environment.get("TERM"));
    boolean mindsColours = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(System.out, watched, watched && !mindsColours);
  }

  /** Prints nothing. */
  public static Terminal silent() {
    return new Terminal(new PrintStream(OutputStream.nullOutputStream()), false, false);
  }

  /** A line that stays. */
  public synchronized void line(String text) {
    if (passing) {
      out.print(CLEAR_LINE);
      passing = false;
    }
    out.println(text);
    out.flush();
  }

  /** A line that the next one overwrites; nothing if nobody watches. */
  public synchronized void passing(String text) {
    if (watched) {
      out.print(CLEAR_LINE + text);
      out.flush();
      passing = true;
    }
  }

  /** Text in a style, if there are colours. */
  public String styled(Style style, String text) {
    return colours ? style.on(text) : text;
  }
}
