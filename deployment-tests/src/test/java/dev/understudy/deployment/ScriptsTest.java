package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the images and for machines, and those that make and try them. */
class ScriptsTest {

  @Test
  void areCleanShell() throws Exception {
    assumeTrue(Program.exists("shellcheck"), "there is no shellcheck on the PATH");
    List<String> command =
        Stream.concat(
                Stream.of("shellcheck"),
                Stream.of("understudy", "docker", "k8s/components", "packaging", ".ci")
                    .flatMap(
                        folder -> Checkout.filesBelow(Checkout.HOME.resolve(folder), "").stream())
                    .filter(file -> file.toFile().isFile())
                    .filter(file -> Checkout.text(file).startsWith("#!"))
                    .map(Path::toString))
            .toList();
    assertThat(command).hasSizeGreaterThan(10);
    assertThat(Program.run(Map.of(), command)).isEqualTo(new Program(0, ""));
  }

  @Test
  void scriptsCanBeExecuted() {
    assertThat(
            Checkout.filesBelow(Checkout.HOME.resolve("docker"), "").stream()
                .filter(file -> file.toFile().isFile())
                .filter(file -> Checkout.text(file).startsWith("#!")))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).isExecutable());
  }

  /** A skip has a reason and a code of its own, so that nobody takes it for a success. */
  @Test
  void withoutAnEngineItIsSaidWhy(@TempDir Path empty) throws Exception {
    Program none =
        Program.run(
            Map.of(
                "PATH", empty + ":/bin:/usr/bin",
                "DOCKER_HOST", "unix://" + empty.resolve("docker.sock"),
                "UNDERSTUDY_DOCKER_ROOT", "/dev/null/no-folder"),
            List.of(Checkout.HOME.resolve("docker/with-engine").toString(), "echo", "ran"));
    assertThat(none.exitCode()).as(none.output()).isEqualTo(77);
    assertThat(none.output()).startsWith("Skipped: ").doesNotContain("ran");
  }

  @Test
  void aServiceIsHealthyWhenItSaysSo() throws Exception {
    assertThat(answering(200, "live").exitCode()).isZero();
    assertThat(answering(503, "live").exitCode()).isNotZero();
    assertThat(answering(200, "ready").exitCode()).isZero();
  }

  @Test
  void aServiceThatIsNotThereIsNotHealthy() throws Exception {
    HttpServer gone = server(200, "live");
    gone.stop(0);
    assertThat(healthcheck(gone.getAddress().getPort(), "live").exitCode()).isNotZero();
  }

  private static Program answering(int status, String what) throws Exception {
    HttpServer server = server(status, what);
    try {
      return healthcheck(server.getAddress().getPort(), what);
    } finally {
      server.stop(0);
    }
  }

  private static Program healthcheck(int port, String what) throws Exception {
    return Program.run(
        Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)),
        List.of(Checkout.SCRIPTS.resolve("healthcheck").toString(), what));
  }

  private static HttpServer server(int status, String what) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/q/health/" + what,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void secretsAreMadeOnceAndStay(@TempDir Path folder) throws Exception {
    Path secrets = folder.resolve("secrets");
    List<String> command =
        List.of(Checkout.SCRIPTS.resolve("make-secrets").toString(), secrets.toString());
    assertThat(Program.run(Map.of(), command).exitCode()).isZero();

    String key = Files.readString(secrets.resolve("secrets.key"));
    assertThat(Base64.getDecoder().decode(key.strip())).hasSize(32);
    String webhook = Files.readString(secrets.resolve("webhook.secret")).strip();
    assertThat(webhook).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(webhook.substring(6))).hasSize(32);
    assertThat(Files.readString(secrets.resolve("demo.password")).strip()).matches("[0-9a-f]{32}");
    String tsig = Files.readString(secrets.resolve("tsig.key")).strip();
    assertThat(Files.readString(secrets.resolve("tsig.conf"))).contains("\"" + tsig + "\"");

    assertThat(Program.run(Map.of(), command)).isEqualTo(new Program(0, ""));
    assertThat(Files.readString(secrets.resolve("secrets.key"))).isEqualTo(key);
  }

  @Test
  void bindTakesItsConfiguration(@TempDir Path folder) throws Exception {
    assumeTrue(Program.exists("named-checkconf"), "there is no named-checkconf on the PATH");
    Path secrets = folder.resolve("secrets");
    Program.run(
        Map.of(), List.of(Checkout.SCRIPTS.resolve("make-secrets").toString(), secrets.toString()));
    Path bind = Checkout.HOME.resolve("docker/bind");
    Files.copy(bind.resolve("understudy.test.zone"), folder.resolve("understudy.test.zone"));
    Path config =
        Files.writeString(
            folder.resolve("named.conf"),
            Checkout.text(bind.resolve("named.conf"))
                .replace("/run/understudy", secrets.toString())
                .replace("/var/lib/understudy", folder.toString()));

    Program check = Program.run(Map.of(), List.of("named-checkconf", "-z", config.toString()));

    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).contains("zone understudy.test/IN: loaded serial 1");
  }
}
