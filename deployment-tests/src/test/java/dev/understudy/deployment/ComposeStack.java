package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.localstack.api.OrchestratorApi;
import dev.understudy.localstack.dns.DnsClient;
import dev.understudy.localstack.process.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * docker-compose.yml with docker-compose.offline.yml, under a name, a network, ports and image tags
 * of its own, so that another one may run next to it.
 */
final class ComposeStack {

  static final String NETWORK = "172.30.54";

  private static final String PROJECT = "understudy-compose-it";
  private static final String VERSION = "compose-it";
  private static final String OF_PROJECT = "label=com.docker.compose.project=" + PROJECT;
  private static final String BUILD_STAGES = "label=dev.understudy.stage=build";
  private static final String SERVICE_LABEL = "com.docker.compose.service";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** One of each image. */
  private static final List<String> BUILT =
      List.of(
          "secrets",
          "replica-node-a",
          "health-prober-a",
          "failover-orchestrator-1",
          "dns-updater",
          "notifier",
          "bind");

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> command;
  private final int api;
  private final int dns;
  private final int prometheus;

  private ComposeStack(List<String> command) throws IOException {
    this.command = command;
    this.api = port("API_PORT");
    this.dns = port("DNS_PORT");
    this.prometheus = port("PROMETHEUS_PORT");
    port("SECOND_API_PORT");
    port("ALERTMANAGER_PORT");
    port("GRAFANA_PORT");
    port("MAIL_UI_PORT");
    environment.put("UNDERSTUDY_NET", NETWORK);
    environment.put("UNDERSTUDY_VERSION", VERSION);
    environment.put("COMPOSE_PROFILES", "");
  }

  /**
   * How to call compose: {@code docker compose}, or {@code docker-compose} before its second
   * version; empty if there is neither.
   */
  static Optional<List<String>> command() throws IOException, InterruptedException {
    List<String> plugin = List.of("docker", "compose");
    if (Program.run(Map.of(), List.of("docker", "compose", "version")).exitCode() == 0) {
      return Optional.of(plugin);
    }
    return Program.exists("docker-compose")
        ? Optional.of(List.of("docker-compose"))
        : Optional.empty();
  }

  /**
   * @param command of compose
   */
  static ComposeStack with(List<String> command) throws IOException {
    return new ComposeStack(command);
  }

  /** A free one. */
  private int port(String variable) throws IOException {
    int port = FreePort.anywhere();
    environment.put(variable, String.valueOf(port));
    return port;
  }

  void build(Duration timeout) throws IOException, InterruptedException {
    compose(timeout, Stream.concat(Stream.of("build"), BUILT.stream()).toArray(String[]::new));
  }

  /** Returns when everybody is started that waits for somebody else to be healthy. */
  void up(Duration timeout) throws IOException, InterruptedException {
    compose(timeout, "up", "--detach", "--no-build");
  }

  /** The services of a profile that is left out otherwise; theirs alone. */
  void startProfile(String profile, Duration timeout) throws IOException, InterruptedException {
    compose(timeout, "--profile", profile, "up", "--detach", "--no-build", "--no-deps", profile);
  }

  /** Ends a service and removes its container. */
  void remove(String service) throws IOException, InterruptedException {
    Docker.run("rm", "--force", container(service));
  }

  void stop(Duration timeout) throws IOException, InterruptedException {
    compose(timeout, "stop");
  }

  /** Ends and removes everything, images included. */
  void down(Duration timeout) throws IOException, InterruptedException {
    compose(timeout, "down", "--volumes", "--remove-orphans");
    for (String image : images("{{.ID}}").stream().distinct().toList()) {
      Docker.run("image", "rm", "--force", image);
    }
    Docker.run("image", "prune", "--force", "--filter", BUILD_STAGES);
  }

  private void compose(Duration timeout, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--project-name", PROJECT, "--project-directory", Checkout.HOME.toString()));
    for (String file : List.of("docker-compose.yml", "docker-compose.offline.yml")) {
      all.addAll(List.of("--file", Checkout.HOME.resolve(file).toString()));
    }
    all.addAll(List.of(arguments));
    Program program = Program.run(environment, all, timeout);
    if (program.exitCode() != 0) {
      throw new IOException(String.join(" ", all) + " ended with " + program);
    }
  }

  /** The names of all containers, by their services. */
  Map<String, String> containers() throws IOException, InterruptedException {
    Map<String, String> containers = new LinkedHashMap<>();
    String format = "{{.Label \"" + SERVICE_LABEL + "\"}} {{.Names}}";
    for (String line :
        Docker.lines("container", "ls", "--all", "--filter", OF_PROJECT, "--format", format)) {
      String[] parts = line.split(" ");
      containers.put(parts[0], parts[1]);
    }
    return containers;
  }

  private String container(String service) throws IOException, InterruptedException {
    String container = containers().get(service);
    if (container == null) {
      throw new IOException(service + " has no container");
    }
    return container;
  }

  JsonNode state(String service) throws IOException, InterruptedException {
    return Docker.inspect(container(service)).path("State");
  }

  String logs(String service) throws IOException, InterruptedException {
    return Docker.run("logs", container(service));
  }

  /** Runs a program in a container; its output. */
  String exec(String service, String... program) throws IOException, InterruptedException {
    return Docker.run(
        Stream.concat(Stream.of("exec", container(service)), Stream.of(program))
            .toArray(String[]::new));
  }

  /** As if its machine had lost power. */
  void kill(String service) throws IOException, InterruptedException {
    Docker.run("kill", container(service));
  }

  void start(String service) throws IOException, InterruptedException {
    Docker.run("start", container(service));
  }

  /** Memory that each container uses, as {@code docker stats} writes it. */
  List<String> memory() throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("stats", "--no-stream", "--format", "{{.Name}}: {{.MemUsage}}"));
    arguments.addAll(
        Docker.lines("container", "ls", "--filter", OF_PROJECT, "--format", "{{.Names}}"));
    return Docker.lines(arguments.toArray(String[]::new)).stream().sorted().toList();
  }

  /** What the engine still has of it. */
  List<String> leftovers() throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    left.addAll(Docker.lines("container", "ls", "--all", "--quiet", "--filter", OF_PROJECT));
    left.addAll(Docker.lines("volume", "ls", "--quiet", "--filter", OF_PROJECT));
    left.addAll(Docker.lines("network", "ls", "--quiet", "--filter", OF_PROJECT));
    left.addAll(images("{{.ID}}"));
    left.addAll(Docker.lines("images", "--quiet", "--filter", BUILD_STAGES));
    return left;
  }

  /**
   * The images that it was built of.
   *
   * @param format of {@code docker images}
   */
  List<String> images(String format) throws IOException, InterruptedException {
    return Docker.lines("images", "--filter", "reference=*/*:" + VERSION, "--format", format);
  }

  OrchestratorApi api() {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    return new OrchestratorApi(http, URI.create("http://127.0.0.1:" + api));
  }

  /** BIND, at the port that is opened for people. */
  DnsClient dns() {
    return new DnsClient(new InetSocketAddress("127.0.0.1", dns));
  }

  int dnsPort() {
    return dns;
  }

  URI prometheus() {
    return URI.create("http://127.0.0.1:" + prometheus);
  }
}
