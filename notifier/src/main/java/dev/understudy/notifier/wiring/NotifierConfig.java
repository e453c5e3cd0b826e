package dev.understudy.notifier.wiring;

import dev.understudy.notifier.domain.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** This service's settings. The mail server's are Quarkus' own: {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "understudy.notifier")
public interface NotifierConfig {

  /**
   * News older than this when it is read is not told: a first start with an old log mails no
   * history. 1 s to 30 days.
   */
  @WithDefault("1h")
  Duration maxAge();

  /** An attempt without an answer in this time has failed: 10 ms to 5 min. */
  @WithDefault("10s")
  Duration attemptTimeout();

  /** How long to wait for the TCP connection to a receiver over HTTP, at most as an attempt. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** How long a stop waits for running attempts: up to 1 min. */
  @WithDefault("5s")
  Duration stopTimeout();

  /**
   * How many notifications per channel may wait, 1 to 1,000,000; more are given up, with a dead
   * letter.
   */
  @WithDefault("1000")
  int maxPending();

  /** How often and how long to try. */
  Retry retry();

  /** E-mail. */
  Mail mail();

  /**
   * Whether URLs may lead to loopback and link-local addresses. Those of clouds' metadata services,
   * unspecified and multicast ones are always refused; private networks are always allowed.
   */
  @WithDefault("false")
  boolean allowLocalTargets();

  /**
   * Standard Webhooks by name. The name stands for the URL in logs, metrics and receipts, as {@code
   * webhook:<name>}.
   */
  Map<String, Webhook> webhooks();

  /** Slack incoming webhooks by name; channels {@code slack:<name>}. */
  Map<String, SecretUrl> slack();

  /** Microsoft Teams workflow webhooks by name; channels {@code teams:<name>}. */
  Map<String, SecretUrl> teams();

  /** PagerDuty services by name; channels {@code pagerduty:<name>}. */
  Map<String, PagerDuty> pagerduty();

  /**
   * Alertmanagers by name; channels {@code alertmanager:<name>}. Of a cluster, every peer has to be
   * named: they don't forward alerts to each other.
   */
  Map<String, Alertmanager> alertmanager();

  /**
   * Who is told what, by name. A notification goes to all channels of all routes that take it, once
   * to each, at the pace of the first one by name; one that no route takes is told nobody. None:
   * everything to all channels at once.
   */
  Map<String, Route> routes();

  /** Retries, per notification and channel. */
  interface Retry {

    /** The pause after the first failure, 10 ms to 1 h; it doubles with every further one. */
    @WithDefault("1s")
    Duration initial();

    /** The longest pause: the first one to 24 h. */
    @WithDefault("5m")
    Duration max();

    /**
     * The longest {@code Retry-After} that is granted to a receiver, up to 24 h; a longer one is
     * cut to it.
     */
    @WithDefault("15m")
    Duration maxRetryAfter();

    /** How many attempts before it is given up, 1 to 1,000; attempts before a restart count. */
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
     * bytes in base64. To rotate it: the new and the old one, a line each, until the receiver knows
     * the new one; each signs. Read at the start.
     */
    Path secretFile();
  }

  /** A webhook whose URL is its secret. */
  interface SecretUrl {

    /** A file with the URL in one line: http or https. */
    Path urlFile();
  }

  /** An integration of a PagerDuty service. */
  interface PagerDuty {

    /** A file with the integration key of an Events API v2 integration, in one line. */
    Path routingKeyFile();

    /** Where events go; {@code https://events.eu.pagerduty.com/v2/enqueue} in the EU region. */
    @WithDefault("https://events.pagerduty.com/v2/enqueue")
    URI url();
  }

  /** One Alertmanager. */
  interface Alertmanager {

    /** Its address with its path prefix, e.g. {@code http://alertmanager:9093}. */
    URI url();

    /** A file with a bearer token in one line, if it asks for one. */
    Optional<Path> tokenFile();

    /** Labels to put on every alert, e.g. the name of the site. */
    Map<String, String> labels();

    /** After which an alert ends if no news ends it before: up to 7 days. */
    @WithDefault("24h")
    Duration alertLifetime();
  }

  /** Who is told what. */
  interface Route {

    /** Instances by name, {@code *} and {@code ?} as in a shell. Absent: all. */
    Optional<List<String>> instances();

    /** {@code info}, {@code warning}, {@code critical}. Absent: all. */
    Optional<Set<Severity>> severities();

    /**
     * {@code failover.started}, {@code failover.completed}, {@code failover.failed}, {@code
     * failover.blocked}, {@code alert.raised}, {@code alert.resolved}. Absent: all. What resolves
     * an alert is {@code info}, whatever the alert was.
     */
    Optional<Set<String>> kinds();

    /** As in receipts: {@code mail}, {@code webhook:ops}, … Absent: all. */
    Optional<Set<String>> channels();

    /**
     * How long to collect after the first notification, 0 to 10 minutes; then mail, Slack and Teams
     * get one message. PagerDuty and Alertmanager are told at once: they group by themselves.
     */
    @WithDefault("0s")
    Duration groupWait();

    /** How many messages per channel. */
    RateLimit rateLimit();
  }

  /**
   * A limit for mail, Slack, Teams and webhooks. What is over it waits, and goes out together where
   * that is possible.
   */
  interface RateLimit {

    /** How many messages at once, and then per period: 1 to 100,000. Absent: no limit. */
    OptionalInt messages();

    /** More than nothing, up to 1 hour. */
    @WithDefault("1m")
    Duration period();
  }
}
