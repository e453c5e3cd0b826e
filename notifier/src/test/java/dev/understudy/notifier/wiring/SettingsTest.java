package dev.understudy.notifier.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.domain.NotificationKind;
import dev.understudy.notifier.domain.Pace;
import dev.understudy.notifier.domain.Route;
import dev.understudy.notifier.domain.Severity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @AfterAll
  static void close() {
    VERTX.closeAndAwait();
  }

  private void set(String name, String value) {
    settings.put("understudy.notifier." + name, value);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private NotifierConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(NotifierConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(NotifierConfig.class);
  }

  private List<Channel> channels() {
    return new ChannelFactory(config(), VERTX, new ObjectMapper(), Clock.systemUTC()).all();
  }

  private List<Route> routes() {
    return new RouteFactory(channels()).all(config().routes());
  }

  private void nameAllChannels() throws IOException {
    set("webhooks.ops.url", "https://example.org/hook");
    set("webhooks.ops.secret-file", file("ops", SECRET));
    set("slack.team.url-file", file("slack", "https://hooks.slack.com/services/T0/B0/x\n"));
    set("teams.team.url-file", file("teams", "https://prod.example.org/workflows/1?sig=x%2Fy"));
    set("pagerduty.oncall.routing-key-file", file("key", "k"));
    set("alertmanager.main.url", "http://alertmanager:9093");
  }

  @Test
  void everyChannelHasAName() throws IOException {
    nameAllChannels();
    assertThat(channels())
        .extracting(Channel::name)
        .containsExactly(
            "webhook:ops", "slack:team", "teams:team", "pagerduty:oncall", "alertmanager:main");
  }

  @Test
  void withoutRoutesEverybodyIsToldEverythingAtOnce() {
    assertThat(routes()).containsExactly(Route.everything());
  }

  @Test
  void routesAreReadInTheOrderOfTheirNames() throws IOException {
    nameAllChannels();
    set("routes.b.instances", "orders-*,billing");
    set("routes.b.severities", "critical,warning");
    set("routes.b.kinds", "failover.blocked");
    set("routes.b.channels", "slack:team");
    set("routes.b.group-wait", "30s");
    set("routes.b.rate-limit.messages", "20");
    set("routes.a.rate-limit.period", "5m");
    List<Route> routes = routes();
    assertThat(routes).extracting(Route::name).containsExactly("a", "b");
    assertThat(routes.get(0).pace())
        .isEqualTo(new Pace(Duration.ZERO, Pace.UNLIMITED, Duration.ofMinutes(5)));
    Route b = routes.get(1);
    assertThat(b.severities()).containsOnly(Severity.CRITICAL, Severity.WARNING);
    assertThat(b.kinds()).containsOnly(NotificationKind.FAILOVER_BLOCKED);
    assertThat(b.channels()).containsOnly("slack:team");
    assertThat(b.instances()).hasSize(2);
    assertThat(b.pace()).isEqualTo(new Pace(Duration.ofSeconds(30), 20, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "kinds,failover.begun,failover.started",
    "channels,slack:teem,slack:team",
    "instances,Orders,lower-case",
    "group-wait,11m,0 to 10 minutes",
    "rate-limit.messages,0,1 to 100000",
    "rate-limit.period,2h,at most 1 hour"
  })
  void aRouteThatIsWrongIsNamedWithWhatWouldBeRight(String field, String value, String rule)
      throws IOException {
    nameAllChannels();
    set("routes.x." + field, value);
    assertThatThrownBy(this::routes)
        .hasMessageContaining("understudy.notifier.routes.x." + field)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url hidden",
        "ftp://example.org/hidden",
        "https://user:hidden@example.org/",
        "/hidden",
        "https://a.example/hidden\nhttps://b.example/hidden",
        "http://127.0.0.1/hidden",
        "http://[::1]/hidden",
        "http://169.254.169.254/hidden"
      })
  void aSecretUrlThatIsWrongIsNotShown(String content) throws IOException {
    set("slack.team.url-file", file("slack", content));
    assertThatThrownBy(this::channels)
        .hasMessageContaining("understudy.notifier.slack.team.url-file")
        .hasMessageNotContaining("hidden")
        .hasMessageNotContaining("169.254")
        .hasNoCause();
  }

  @Test
  void loopbackIsAllowedIfSaidSoAndMetadataNever() throws IOException {
    set("allow-local-targets", "true");
    set("alertmanager.main.url", "http://127.0.0.1:9093/prefix/");
    assertThat(channels()).hasSize(1);
    set("alertmanager.main.url", "http://169.254.169.254");
    assertThatThrownBy(this::channels)
        .hasMessageContaining("understudy.notifier.alertmanager.main.url")
        .hasMessageContaining("metadata");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hidden", "whsec_hidden!", "whsec_aGlkZGVu", "3"})
  void aSigningSecretThatIsWrongIsNotShown(String content) throws IOException {
    String lines = content.equals("3") ? (SECRET + "\n").repeat(3) : content;
    set("webhooks.ops.url", "https://example.org/hook");
    set("webhooks.ops.secret-file", file("ops", lines));
    assertThatThrownBy(this::channels)
        .hasMessageContaining("understudy.notifier.webhooks.ops.secret-file")
        .hasMessageNotContaining("hidden!")
        .hasMessageNotContaining("aGlkZGVu")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void twoSigningSecretsAreOneRotation() throws IOException {
    Path file = Path.of(file("ops", "\n" + SECRET + "\n\n" + SECRET + "\n"));
    assertThat(new SecretFile("field", file).signers()).hasSize(2);
  }

  @Test
  void anAlertsLabelsAndLifetimeAreChecked() {
    set("alertmanager.main.url", "http://alertmanager:9093");
    set("alertmanager.main.labels.\"a-b\"", "x");
    assertThatThrownBy(this::channels).hasMessageContaining("alertmanager.main.labels.a-b");
    settings.remove("understudy.notifier.alertmanager.main.labels.\"a-b\"");
    set("alertmanager.main.alert-lifetime", "8d");
    assertThatThrownBy(this::channels).hasMessageContaining("at most 7 days");
  }
}
