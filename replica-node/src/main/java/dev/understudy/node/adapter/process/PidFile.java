package dev.understudy.node.adapter.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The file that says which process a member is. */
final class PidFile {

  private static final Logger LOG = Logger.getLogger(PidFile.class);

  private PidFile() {}

  /** Deletes it if it still names {@code pid}. */
  static void forget(Path file, long pid) {
    try {
      if (Files.exists(file) && Files.readString(file).strip().equals(String.valueOf(pid))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warnf("%s stays behind: %s", file, e);
    }
  }
}
