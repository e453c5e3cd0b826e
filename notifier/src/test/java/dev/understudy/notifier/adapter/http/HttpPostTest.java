package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.understudy.notifier.HookServer;
import dev.understudy.notifier.application.DeliveryFailed;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HttpPostTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  private HookServer hooks;

  @BeforeEach
  void start() throws IOException {
    hooks = new HookServer();
  }

  @AfterEach
  void stop() {
    hooks.close();
  }

  @AfterAll
  static void close() {
    VERTX.closeAndAwait();
  }

  private static String post(URI url, TargetPolicy targets, WebClientOptions options) {
    return new HttpPost(WebClient.create(VERTX, options), targets, Clock.systemUTC(), TIMEOUT)
        .send(url, Map.of("x-test", "yes"), "{\"instance\":\"demo\"}", true)
        .await()
        .atMost(TIMEOUT.multipliedBy(2));
  }

  private static String post(URI url) {
    return post(url, new TargetPolicy(true), new WebClientOptions());
  }

  private static DeliveryFailed failure(URI url, TargetPolicy targets) {
    return catchThrowableOfType(
        DeliveryFailed.class, () -> post(url, targets, new WebClientOptions()));
  }

  private URI named(String host, String path) {
    return URI.create(hooks.url(path).toString().replace("127.0.0.1", host));
  }

  @Test
  void sendsJsonAndSaysWhatTheAnswerWas() {
    assertThat(post(named("localhost", "/hook"))).isEqualTo("HTTP 204");
    HookServer.Call call = hooks.calls("/hook", "demo").get(0);
    assertThat(call.header("content-type")).isEqualTo("application/json");
    assertThat(call.header("x-test")).isEqualTo("yes");
    assertThat(call.header("host")).as("the name, not the address").startsWith("localhost:");
  }

  @Test
  void refusesANameThatLeadsToThisHost() {
    for (String host : List.of("localhost", "127.0.0.1", "127.1", "2130706433")) {
      DeliveryFailed failed = failure(named(host, "/hook"), new TargetPolicy(false));
      assertThat(failed).hasMessage("refused target: its address is loopback");
      assertThat(failed.isForGood()).isTrue();
      assertThat(failed.isGone()).as("others may be taken").isFalse();
    }
    assertThat(hooks.calls("/hook", "demo")).as("nothing was sent").isEmpty();
  }

  @Test
  void understandsWhatAReceiverSays() {
    hooks.always("/busy", 429);
    hooks.retryAfter("/busy", "17");
    hooks.always("/bad", 400);
    hooks.always("/gone", 410);
    hooks.always("/moved", 307);
    TargetPolicy local = new TargetPolicy(true);
    DeliveryFailed busy = failure(hooks.url("/busy"), local);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(17));
    assertThat(busy.isForGood()).isFalse();
    assertThat(failure(hooks.url("/bad"), local).isForGood()).isTrue();
    assertThat(failure(hooks.url("/bad"), local).isGone()).isFalse();
    assertThat(failure(hooks.url("/gone"), local).isGone()).isTrue();
    assertThat(failure(hooks.url("/moved"), local)).hasMessage("HTTP 307");
  }

  @Test
  void aNameThatDoesNotResolveIsWorthAnotherAttempt() {
    DeliveryFailed failed =
        failure(URI.create("http://nowhere.invalid/secret-path"), new TargetPolicy(false));
    assertThat(failed).hasMessage("the host name does not resolve");
    assertThat(failed.isForGood()).isFalse();
  }

  @Test
  void checksTheCertificateAgainstTheNameAlthoughItConnectsToTheAddress() throws Exception {
    Path keys = certificateFor("localhost");
    HttpsServer server = httpsServer(keys);
    server.start();
    try {
      WebClientOptions trusting = new WebClientOptions();
      trusting.setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
      String port = ":" + server.getAddress().getPort() + "/";
      TargetPolicy local = new TargetPolicy(true);
      assertThat(post(URI.create("https://localhost" + port), local, trusting))
          .isEqualTo("HTTP 204");
      assertThatThrownBy(() -> post(URI.create("https://127.0.0.1" + port), local, trusting))
          .as("the certificate is for the name")
          .asInstanceOf(type(DeliveryFailed.class))
          .returns("TLS failed", DeliveryFailed::getMessage);
    } finally {
      server.stop(0);
    }
  }

  private Path certificateFor(String name) throws IOException, InterruptedException {
    Path keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return keys;
  }

  private static HttpsServer httpsServer(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    return server;
  }
}
