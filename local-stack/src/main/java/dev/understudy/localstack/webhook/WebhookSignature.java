package dev.understudy.localstack.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiving side of <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>: HMAC-SHA256 over {@code id.timestamp.body}.
 */
public final class WebhookSignature {

  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String BEARER = "Bearer ";

  private final byte[] key;
  private final byte[] bearer;

  /**
   * @param secret {@code whsec_} and base64
   */
  public WebhookSignature(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      throw new IllegalArgumentException("a webhook secret must start with " + SECRET_PREFIX);
    }
    this.bearer = (BEARER + secret).getBytes(StandardCharsets.UTF_8);
    this.key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
  }

  /**
   * Whether it is the secret as a bearer token.
   *
   * @param authorization the header as sent; null if it was missing
   */
  boolean isBearer(String authorization) {
    return authorization != null
        && MessageDigest.isEqual(bearer, authorization.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether one of the signatures is right, and the timestamp within five minutes of now.
   *
   * @param timestamp seconds since 1970, as sent
   * @param signatures one or more, separated by spaces; null if the header was missing
   */
  public boolean verifies(
      String id, String timestamp, String body, String signatures, Instant now) {
    if (id == null || timestamp == null || signatures == null || !recent(timestamp, now)) {
      return false;
    }
    byte[] expected = (VERSION + sign(id, timestamp, body)).getBytes(StandardCharsets.UTF_8);
    boolean right = false;
    for (String signature : signatures.split(" ")) {
      right |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
    return right;
  }

  private static boolean recent(String timestamp, Instant now) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  String sign(String id, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + timestamp + "." + body;
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
