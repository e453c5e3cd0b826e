package dev.understudy.localstack.logging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the warnings of Kafka and the other libraries in this JVM to a file. */
public final class QuietLogs {

  private static final String LINE_FORMAT = "%1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n";

  private static Handler file;

  private QuietLogs() {}

  /** Nothing to the terminal from now on. Called before the first logger is made. */
  public static synchronized void silence() {
    System.setProperty("java.util.logging.SimpleFormatter.format", LINE_FORMAT);
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.setLevel(Level.WARNING);
  }

  /** Warnings and errors to this file from now on. */
  public static synchronized void to(Path path) throws IOException {
    Handler handler = new FileHandler(path.toString().replace("%", "%%"), true);
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.WARNING);
    Logger root = Logger.getLogger("");
    if (file != null) {
      root.removeHandler(file);
      file.close();
    }
    root.addHandler(handler);
    file = handler;
  }
}
