package dev.understudy.notifier.wiring;

import com.standardwebhooks.Webhook;
import dev.understudy.contracts.InvalidField;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * A file that a setting names and that holds a secret. What is wrong with it is said without
 * showing it.
 */
final class SecretFile {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_BYTES = 24;
  private static final int LONGEST_BYTES = 64;
  private static final int MAX_SIGNERS = 2;

  private final String field;
  private final Path file;

  /**
   * @param field the setting that names the file
   */
  SecretFile(String field, Path file) {
    this.field = field;
    this.file = file;
  }

  /** One line. */
  String token() {
    List<String> lines = lines();
    if (lines.size() != 1 || !lines.get(0).chars().allMatch(c -> c > ' ' && c < 127)) {
      throw invalid("its content must be one line of printable ASCII without spaces");
    }
    return lines.get(0);
  }

  /** A URL that only those may know who may post there. */
  URI url() {
    return HttpUrl.require(field, toUri(token()), ": its content");
  }

  private URI toUri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw invalid("its content is not a URL");
    }
  }

  /** One or two secrets of Standard Webhooks, a line each: two while one replaces the other. */
  List<Webhook> signers() {
    List<String> lines = lines();
    if (lines.isEmpty() || lines.size() > MAX_SIGNERS) {
      throw invalid("it must have one secret, or two lines with one each");
    }
    return lines.stream().map(this::signer).toList();
  }

  private Webhook signer(String secret) {
    byte[] key = decode(secret);
    if (key.length < SHORTEST_BYTES || key.length > LONGEST_BYTES) {
      throw invalid("its secret must be 24 to 64 bytes before base64");
    }
    return new Webhook(key);
  }

  private byte[] decode(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw invalid("its content must begin with " + PREFIX);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw invalid("its content is not base64");
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new InvalidField(field, "names " + file + ", which can't be read");
    }
  }

  private InvalidField invalid(String rule) {
    return new InvalidField(field, "names " + file + ": " + rule);
  }
}
