package dev.understudy.notifier.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This service's settings. The mail server's are Quarkus' own: {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "understudy.notifier")
public interface NotifierConfig {

  /**
   * News older than this when it is read is not told: a first start with an old log mails no
   * history.
   */
  @WithDefault("1h")
  Duration maxAge();

  /** An attempt without an answer in this time has failed. */
  @WithDefault("10s")
  Duration attemptTimeout();

  /** How long to wait for a webhook's TCP connection. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** How long a stop waits for running attempts. */
  @WithDefault("5s")
  Duration stopTimeout();

  /** How many deliveries per channel may wait or run; more are given up, with a dead letter. */
  @WithDefault("1000")
  int maxPending();

  /** How often and how long to try. */
  Retry retry();

  /** E-mail. */
  Mail mail();

  /** Webhooks by name. The name stands for the URL in logs, metrics and receipts. */
  Map<String, Webhook> webhooks();

  /** Retries, per notification and channel. */
  interface Retry {

    /** The pause after the first failure; it doubles with every further one. */
    @WithDefault("1s")
    Duration initial();

    /** The longest pause. */
    @WithDefault("5m")
    Duration max();

    /** How many attempts before it is given up; attempts before a restart count. */
    @WithDefault("12")
    int attempts();
  }

  /** E-mail. */
  interface Mail {

    /** The sender. */
    @WithDefault("understudy@localhost")
    String from();

    /** The recipients, separated by commas. None: no e-mail. */
    Optional<List<String>> to();
  }

  /** One webhook. */
  interface Webhook {

    /** Where to POST: http or https. */
    URI url();

    /**
     * A file with the signing secret as Standard Webhooks writes it: {@code whsec_} and 24 to 64
     * bytes in base64.
     */
    Path secretFile();
  }
}
