package dev.understudy.notifier.wiring;

import dev.understudy.bus.settings.Bounds;
import dev.understudy.notifier.application.RetryPlan;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings that concern all channels, checked; the channels' own are checked by who makes them.
 *
 * @param mailTo empty: no e-mail
 */
record NotifierSettings(
    Duration maxAge,
    Duration stopTimeout,
    int maxPending,
    RetryPlan retryPlan,
    String mailFrom,
    List<String> mailTo) {

  private static final Duration LEAST_WAIT = Duration.ofMillis(10);
  private static final int MOST_PENDING = 1_000_000;
  private static final int MOST_ATTEMPTS = 1_000;

  /** Enough to tell an address from something else; the mail server knows the rest. */
  private static final Pattern MAILBOX =
      Pattern.compile("[^@\\s]+@[^@\\s]+|[^<>]*<[^@\\s<>]+@[^@\\s<>]+>");

  /**
   * From what was set.
   *
   * @throws dev.understudy.contracts.InvalidField naming the property that makes no sense
   */
  static NotifierSettings of(NotifierConfig config) {
    Bounds bounds = new Bounds("understudy.notifier");
    Duration minutes = Duration.ofMinutes(5);
    Duration attempt =
        bounds.between("attempt-timeout", config.attemptTimeout(), LEAST_WAIT, minutes);
    Duration connect =
        bounds.between("connect-timeout", config.connectTimeout(), LEAST_WAIT, minutes);
    bounds.atLeast("attempt-timeout", attempt, "connect-timeout", connect);
    List<String> to = config.mail().to().orElse(List.of());
    to.forEach(one -> mailbox(bounds, "mail.to", one));
    return new NotifierSettings(
        bounds.between("max-age", config.maxAge(), Duration.ofSeconds(1), Duration.ofDays(30)),
        bounds.between("stop-timeout", config.stopTimeout(), Duration.ZERO, Duration.ofMinutes(1)),
        bounds.between("max-pending", config.maxPending(), 1, MOST_PENDING),
        retryPlan(bounds, config.retry(), attempt),
        mailbox(bounds, "mail.from", config.mail().from()),
        bounds.noneTwice("mail.to", to));
  }

  private static RetryPlan retryPlan(
      Bounds bounds, NotifierConfig.Retry retry, Duration attemptTimeout) {
    Duration initial =
        bounds.between("retry.initial", retry.initial(), LEAST_WAIT, Duration.ofHours(1));
    Duration max = bounds.between("retry.max", retry.max(), LEAST_WAIT, Duration.ofDays(1));
    return new RetryPlan(
        initial,
        bounds.atLeast("retry.max", max, "retry.initial", initial),
        bounds.between("retry.attempts", retry.attempts(), 1, MOST_ATTEMPTS),
        attemptTimeout,
        bounds.between(
            "retry.max-retry-after", retry.maxRetryAfter(), LEAST_WAIT, Duration.ofDays(1)));
  }

  private static String mailbox(Bounds bounds, String name, String value) {
    if (!MAILBOX.matcher(value).matches()) {
      throw bounds.refused(name, "must be an e-mail address such as ops@example.org, not " + value);
    }
    return value;
  }
}
