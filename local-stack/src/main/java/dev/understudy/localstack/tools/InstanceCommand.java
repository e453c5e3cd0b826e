package dev.understudy.localstack.tools;

import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.api.NewInstance;
import dev.understudy.localstack.api.OrchestratorApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates an instance through the REST API. */
@Command(
    name = "instance",
    description = "Creates an instance unless there is one of its name.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class InstanceCommand implements Callable<Integer> {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(names = "--api", required = true, description = "E.g. http://orchestrator:8080")
  private URI api;

  @Option(names = "--name", required = true, description = "The instance's name.")
  private String name;

  @Option(
      names = "--replicas",
      defaultValue = "2",
      description = "Besides the primary; each member needs a node of its own.")
  private int replicas;

  @Option(names = "--profile", defaultValue = "nano", description = "nano, small, medium or large.")
  private String profile;

  @Option(names = "--port", defaultValue = "6379", description = "What every member listens on.")
  private int port;

  @Option(
      names = "--password-file",
      required = true,
      description = "The application's password: a file of one line.")
  private Path passwordFile;

  @Option(
      names = "--patience",
      defaultValue = "PT2M",
      description = "How long to wait for enough nodes, ISO 8601.")
  private Duration patience;

  @Override
  public Integer call() throws IOException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    new OrchestratorApi(http, api)
        .ensure(
            new NewInstance(
                name,
                replicas,
                profile,
                port,
                Files.readString(passwordFile).strip(),
                HighAvailability.DEFAULT),
            patience);
    spec.commandLine().getOut().println("the instance " + name + " exists");
    return 0;
  }
}
