package dev.understudy.simulation.run;

import dev.understudy.contracts.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The key that the simulated services share. It protects nothing. */
public final class SharedKey {

  private static final int KEY_BYTES = 32;

  private SharedKey() {}

  public static SecretBox box() {
    try {
      Path file = Files.createTempFile("understudy-simulation", ".key");
      try {
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        return SecretBox.fromFile(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no key for the simulation could be made", e);
    }
  }
}
