package dev.understudy.notifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of what receivers get. After an intended change: {@code -Dgolden.write=true}. */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /**
   * A golden file, to be compared.
   *
   * @param content what it becomes if golden files are to be written
   */
  public static Path file(String name, String content) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, content);
    }
    return file;
  }
}
