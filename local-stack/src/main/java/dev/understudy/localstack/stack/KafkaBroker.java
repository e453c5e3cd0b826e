package dev.understudy.localstack.stack;

import dev.understudy.localstack.kafka.Broker;
import dev.understudy.localstack.kafka.UnderstudyTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The stack's broker, which can be stopped and started again with all its data. */
public final class KafkaBroker implements AutoCloseable {

  /** One machine gains nothing by more, and every fetch would look into all of them. */
  private static final int PARTITIONS = 1;

  private static final short COPIES = 1;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final Path folder;
  private final Ports ports;
  private final Broker.Starter starter;
  private Broker running;

  KafkaBroker(Broker.Starter starter, Path folder, Ports ports) {
    this.starter = starter;
    this.folder = folder;
    this.ports = ports;
  }

  /** Starts it, if it doesn't run, and returns when every topic is there. */
  public synchronized void start() {
    if (running != null) {
      return;
    }
    try {
      running = starter.start(folder, ports.kafka(), ports.kafkaController());
      UnderstudyTopics.create(bootstrapServers(), PARTITIONS, COPIES, START_TIMEOUT);
    } catch (IOException e) {
      throw new StackFailure("Kafka can't be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted while Kafka was starting", e);
    }
  }

  /** Stops it, if it runs, and returns when it has stopped. */
  public synchronized void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /** For {@code bootstrap.servers}; the same after a restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  @Override
  public void close() {
    stop();
  }
}
