package dev.understudy.notifier.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contracts.InvalidField;
import dev.understudy.notifier.adapter.http.AlertmanagerFormat;
import dev.understudy.notifier.adapter.http.HttpChannel;
import dev.understudy.notifier.adapter.http.HttpPost;
import dev.understudy.notifier.adapter.http.MessageFormat;
import dev.understudy.notifier.adapter.http.PagerDutyFormat;
import dev.understudy.notifier.adapter.http.SlackFormat;
import dev.understudy.notifier.adapter.http.StandardWebhook;
import dev.understudy.notifier.adapter.http.TargetPolicy;
import dev.understudy.notifier.adapter.http.TeamsFormat;
import dev.understudy.notifier.application.Channel;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The channels over HTTP that the settings name. */
final class ChannelFactory {

  private static final String SETTINGS = "understudy.notifier.";
  private static final String ALERTS_PATH = "/api/v2/alerts";
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final NotifierConfig config;
  private final TargetPolicy targets;
  private final HttpPost post;
  private final ObjectMapper json;
  private final Clock clock;

  ChannelFactory(NotifierConfig config, Vertx vertx, ObjectMapper json, Clock clock) {
    this.config = config;
    this.targets = new TargetPolicy(config.allowLocalTargets());
    this.post =
        new HttpPost(
            WebClient.create(vertx, options(config)), targets, clock, config.attemptTimeout());
    this.json = json;
    this.clock = clock;
  }

  private static WebClientOptions options(NotifierConfig config) {
    WebClientOptions options = new WebClientOptions();
    options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
    options.setUserAgent("understudy-notifier");
    return options;
  }

  List<Channel> all() {
    List<Channel> all = new ArrayList<>();
    sorted(config.webhooks()).forEach((name, hook) -> all.add(webhook(name, hook)));
    sorted(config.slack()).forEach((name, slack) -> all.add(slack(name, slack)));
    sorted(config.teams()).forEach((name, teams) -> all.add(teams(name, teams)));
    sorted(config.pagerduty()).forEach((name, service) -> all.add(pagerDuty(name, service)));
    sorted(config.alertmanager()).forEach((name, peer) -> all.add(alertmanager(name, peer)));
    return all;
  }

  private static <T> Map<String, T> sorted(Map<String, T> byName) {
    return new TreeMap<>(byName);
  }

  private Channel webhook(String name, NotifierConfig.Webhook hook) {
    String field = SETTINGS + "webhooks." + name;
    StandardWebhook format =
        new StandardWebhook(
            new SecretFile(field + ".secret-file", hook.secretFile()).signers(), clock);
    return channel("webhook:" + name, field + ".url", url(field + ".url", hook.url()), format);
  }

  private Channel slack(String name, NotifierConfig.SecretUrl slack) {
    String field = SETTINGS + "slack." + name + ".url-file";
    return channel("slack:" + name, field, secretUrl(field, slack.urlFile()), new SlackFormat());
  }

  private Channel teams(String name, NotifierConfig.SecretUrl teams) {
    String field = SETTINGS + "teams." + name + ".url-file";
    return channel("teams:" + name, field, secretUrl(field, teams.urlFile()), new TeamsFormat());
  }

  private Channel pagerDuty(String name, NotifierConfig.PagerDuty service) {
    String field = SETTINGS + "pagerduty." + name;
    String key = new SecretFile(field + ".routing-key-file", service.routingKeyFile()).token();
    PagerDutyFormat format = new PagerDutyFormat(key);
    return channel("pagerduty:" + name, field + ".url", url(field + ".url", service.url()), format);
  }

  private Channel alertmanager(String name, NotifierConfig.Alertmanager peer) {
    String field = SETTINGS + "alertmanager." + name;
    Duration lifetime = peer.alertLifetime();
    if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
      throw new InvalidField(field + ".alert-lifetime", "must be more than 0 and at most 7 days");
    }
    peer.labels().keySet().forEach(label -> requireLabelName(field + ".labels." + label, label));
    AlertmanagerFormat format =
        new AlertmanagerFormat(peer.labels(), lifetime, login(field, peer.tokenFile()));
    URI base = url(field + ".url", peer.url());
    String path = base.toString().replaceAll("/+$", "") + ALERTS_PATH;
    return channel("alertmanager:" + name, field + ".url", URI.create(path), format);
  }

  private static void requireLabelName(String field, String label) {
    if (!LABEL_NAME.matcher(label).matches()) {
      throw new InvalidField(field, "must have a label name of letters, digits and underscores");
    }
  }

  private static Map<String, String> login(String field, Optional<Path> tokenFile) {
    return tokenFile
        .map(file -> new SecretFile(field + ".token-file", file).token())
        .map(token -> Map.of("authorization", "Bearer " + token))
        .orElse(Map.of());
  }

  private static URI url(String field, URI url) {
    return HttpUrl.require(field, url, "");
  }

  private static URI secretUrl(String field, Path file) {
    return new SecretFile(field, file).url();
  }

  private Channel channel(String name, String field, URI url, MessageFormat format) {
    return new HttpChannel(name, HttpUrl.requireAllowed(field, url, targets), format, post, json);
  }
}
