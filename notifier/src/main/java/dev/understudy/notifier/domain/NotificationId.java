package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A notification's identity: the same over attempts, restarts and processes, so that receivers can
 * drop what they have already got.
 */
public record NotificationId(String value) {

  private static final String PREFIX = "msg_";
  private static final String GROUP_PREFIX = "group_";
  private static final int BYTES = 16;

  /**
   * The id of the news in a decision. The moment of the decision is part of it, so that another
   * system with an instance of the same name never sends the same ids.
   *
   * @param reason distinguishes several notifications of one kind in an epoch; may be empty
   * @param decidedAt as the log's record says
   */
  public static NotificationId of(
      NotificationKind kind, Decision decision, String reason, Instant decidedAt) {
    String identity =
        String.join(
            "/",
            decision.instance().value(),
            decision.epoch().toString(),
            kind.name(),
            reason,
            decidedAt.toString());
    return new NotificationId(PREFIX + digest(identity));
  }

  /**
   * The id of the news in an alert. The moment is part of it: an alert may come and go.
   *
   * @param toldAt as the topic's record says
   */
  static NotificationId of(
      NotificationKind kind, Severity severity, AlertEvent event, Instant toldAt) {
    String identity =
        String.join("/", event.key(), kind.name(), severity.name(), toldAt.toString());
    return new NotificationId(PREFIX + digest(identity));
  }

  /** The id of a message that tells several notifications. */
  public static NotificationId ofAll(List<Notification> notifications) {
    String identity =
        notifications.stream().map(told -> told.id().value()).collect(Collectors.joining("/"));
    return new NotificationId(GROUP_PREFIX + digest(identity));
  }

  private static String digest(String identity) {
    byte[] digest = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
