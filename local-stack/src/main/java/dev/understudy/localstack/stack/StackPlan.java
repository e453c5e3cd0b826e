package dev.understudy.localstack.stack;

import dev.understudy.localstack.kafka.Broker;
import dev.understudy.localstack.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What stack to start.
 *
 * @param home the checkout with the packaged services in it
 * @param workFolder for data, logs, secrets; wiped at the start unless {@code keep}
 * @param redisServer the engine to run; null to look for one
 * @param broker how Kafka is run
 * @param keep whether to go on with the data that a stack left in the work folder
 * @param restartDeadServices whether a service that ends by itself is started again
 * @param settings more settings per service, by the service's name (all of a module: the module's
 *     name); they win over the stack's own
 * @param runners what is put before a service's command, by the service's name: a program that runs
 *     the command in its own place
 */
public record StackPlan(
    Path home,
    Path workFolder,
    Ports ports,
    Path redisServer,
    Broker.Starter broker,
    boolean keep,
    boolean restartDeadServices,
    Map<String, Map<String, String>> settings,
    Map<String, List<String>> runners) {

  /** The system property that says where the checkout is. */
  public static final String HOME_PROPERTY = "understudy.home";

  public StackPlan {
    home = home.toAbsolutePath().normalize();
    workFolder = workFolder.toAbsolutePath().normalize();
    Objects.requireNonNull(ports);
    Objects.requireNonNull(broker);
    settings = Map.copyOf(settings);
    runners = Map.copyOf(runners);
  }

  /** Where a node keeps its members, each in {@code <instance>/<member>}. */
  Path nodeFolder(String node) {
    return workFolder.resolve("node-" + node);
  }

  /** A stack of the checkout that this code was built in, on free ports. */
  public static Builder in(Path workFolder) {
    return new Builder(checkout(), workFolder);
  }

  /** Where {@code -Dunderstudy.home} says, else the nearest folder above with a launcher in it. */
  public static Path checkout() {
    String told = System.getProperty(HOME_PROPERTY);
    if (told != null) {
      return Path.of(told);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw")) && Files.isDirectory(at.resolve("local-stack"))) {
        return at;
      }
    }
    throw new StackFailure("no checkout of Understudy above this folder; set -Dunderstudy.home");
  }

  /** Builds a plan; what isn't set is as {@code ./understudy demo} has it. */
  public static final class Builder {
    private final Path home;
    private final Path workFolder;
    private final Map<String, Map<String, String>> settings = new HashMap<>();
    private Ports ports;
    private Path redisServer;
    private Broker.Starter broker = EmbeddedKafka::start;
    private boolean keep;
    private boolean restartDeadServices;
    private final Map<String, List<String>> runners = new HashMap<>();

    private Builder(Path home, Path workFolder) {
      this.home = home;
      this.workFolder = workFolder;
    }

    public Builder ports(Ports value) {
      this.ports = value;
      return this;
    }

    public Builder redisServer(Path value) {
      this.redisServer = value;
      return this;
    }

    /** Instead of the one in this JVM. */
    public Builder broker(Broker.Starter value) {
      this.broker = value;
      return this;
    }

    public Builder keep(boolean value) {
      this.keep = value;
      return this;
    }

    public Builder restartDeadServices(boolean value) {
      this.restartDeadServices = value;
      return this;
    }

    /** One more setting of a service, or of all services of a module. */
    public Builder setting(String service, String property, String value) {
      settings.computeIfAbsent(service, any -> new HashMap<>()).put(property, value);
      return this;
    }

    /** A program that runs a service's command in its own place. */
    public Builder runner(String service, List<String> command) {
      runners.put(service, List.copyOf(command));
      return this;
    }

    public StackPlan build() {
      Ports chosen = ports == null ? Ports.free() : ports;
      return new StackPlan(
          home,
          workFolder,
          chosen,
          redisServer,
          broker,
          keep,
          restartDeadServices,
          settings,
          runners);
    }
  }
}
