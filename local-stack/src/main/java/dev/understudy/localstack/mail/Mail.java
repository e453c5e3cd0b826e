package dev.understudy.localstack.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A mail that arrived.
 *
 * @param headers by their names in lower case; of several with one name the first
 * @param raw as it came over the wire
 * @param file where it was kept
 */
public record Mail(
    Instant arrivedAt,
    String to,
    String subject,
    Map<String, String> headers,
    String raw,
    Path file) {

  public Mail {
    headers = Map.copyOf(headers);
  }
}
