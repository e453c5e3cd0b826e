package dev.understudy.dns.application;

/**
 * The secret that updates are signed with (RFC 8945).
 *
 * @param name as the server knows the key
 * @param algorithm e.g. {@code hmac-sha256}
 */
public record TsigKey(String name, String algorithm, byte[] secret) {

  /** Half of SHA-256's output: RFC 8945, 5.2.2.1 allows no shorter signature either. */
  private static final int SHORTEST_SECRET_BYTES = 16;

  public TsigKey {
    if (secret.length < SHORTEST_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the TSIG secret must have " + SHORTEST_SECRET_BYTES + " bytes or more");
    }
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return name + " (" + algorithm + ")";
  }
}
