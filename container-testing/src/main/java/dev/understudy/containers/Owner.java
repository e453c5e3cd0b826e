package dev.understudy.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whom files belong to, in the words of {@code docker run --user}. */
public final class Owner {

  private Owner() {}

  /** E.g. {@code 1000:1000}. */
  public static String of(Path file) throws IOException {
    return number(file, "unix:uid") + ":" + number(file, "unix:gid");
  }

  private static Object number(Path file, String attribute) throws IOException {
    return Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
  }
}
