package dev.understudy.localstack.chaos.history;

import java.nio.charset.StandardCharsets;

/**
 * One write that the primary acknowledged: {@code SET key value}, with a key of its own.
 *
 * @param client who wrote it
 * @param number counts the client's writes
 * @param host the address that it was sent to
 * @param sentNanos when, on the clients' monotonic clock
 * @param ackedNanos when the answer was read, on the same clock
 * @param replicated whether every replica acknowledged it, too
 */
public record Write(
    int client, long number, String host, long sentNanos, long ackedNanos, boolean replicated) {

  /** The key of a client's write. */
  public static String key(int client, long number) {
    return "w:" + client + ":" + number;
  }

  /** The value of a client's write. */
  public static String value(int client, long number) {
    return "value-" + client + "-" + number;
  }

  public String key() {
    return key(client, number);
  }

  public String value() {
    return value(client, number);
  }

  /** Its length in the replication stream, as offsets count it (Redis' RESP). */
  long bytes() {
    String key = key();
    String value = value();
    String command =
        "*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
            .formatted(key.length(), key, value.length(), value);
    return command.getBytes(StandardCharsets.US_ASCII).length;
  }
}
