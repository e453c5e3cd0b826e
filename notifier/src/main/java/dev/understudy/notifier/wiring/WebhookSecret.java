package dev.understudy.notifier.wiring;

import com.standardwebhooks.Webhook;
import dev.understudy.contracts.InvalidField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Reads a webhook's secret. What is wrong with it is said without showing it. */
final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_BYTES = 24;
  private static final int LONGEST_BYTES = 64;

  private WebhookSecret() {}

  /**
   * @param field the setting that names the file
   */
  static Webhook signer(String field, Path file) {
    byte[] key = decode(field, file, read(field, file));
    if (key.length < SHORTEST_BYTES || key.length > LONGEST_BYTES) {
      throw new InvalidField(
          field, "names " + file + ": its secret must be 24 to 64 bytes before base64");
    }
    return new Webhook(key);
  }

  private static String read(String field, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InvalidField(field, "names " + file + ", which can't be read");
    }
  }

  private static byte[] decode(String field, Path file, String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new InvalidField(field, "names " + file + ": its content must begin with " + PREFIX);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new InvalidField(field, "names " + file + ": its content is not base64");
    }
  }
}
