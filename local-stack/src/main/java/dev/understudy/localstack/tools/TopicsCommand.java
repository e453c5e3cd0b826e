package dev.understudy.localstack.tools;

import dev.understudy.localstack.kafka.UnderstudyTopics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates the topics. */
@Command(
    name = "topics",
    description =
        "Creates every topic that doesn't exist yet, with the cleanup policy and retention that it"
            + " needs. Those that exist stay as they are.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TopicsCommand implements Callable<Integer> {

  private static final int MOST_PARTITIONS = 1_000;
  private static final int MOST_REPLICATION = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
      description = "Where Kafka is; default: $KAFKA_BOOTSTRAP_SERVERS.")
  private String bootstrapServers;

  @Option(
      names = "--partitions",
      defaultValue = "1",
      description =
          "Of each topic, 1 to 1000. An instance's events are in one of them; more spread many"
              + " instances.")
  private int partitions;

  @Option(
      names = "--replication-factor",
      defaultValue = "1",
      description = "How many brokers keep each topic, 1 to 100; in production 3.")
  private int replication;

  @Option(
      names = "--timeout",
      defaultValue = "PT2M",
      description = "How long to wait for Kafka, ISO 8601.")
  private Duration timeout;

  @Override
  public Integer call() throws InterruptedException {
    requireBetween("--partitions", partitions, MOST_PARTITIONS);
    requireBetween("--replication-factor", replication, MOST_REPLICATION);
    List<String> created =
        UnderstudyTopics.create(bootstrapServers, partitions, (short) replication, timeout);
    PrintWriter out = spec.commandLine().getOut();
    created.forEach(name -> out.println("created " + name));
    out.println(created.isEmpty() ? "every topic exists" : created.size() + " topics created");
    return 0;
  }

  private void requireBetween(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(spec.commandLine(), option + " must be 1 to " + most);
    }
  }
}
