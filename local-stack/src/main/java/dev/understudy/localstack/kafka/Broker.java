package dev.understudy.localstack.kafka;

import java.io.IOException;
import java.nio.file.Path;

/** A Kafka broker that runs. Its data stays in its folder for the next one. */
public interface Broker extends AutoCloseable {

  /** Stops it and returns when it has stopped. */
  @Override
  void close();

  /** How a broker is run. */
  @FunctionalInterface
  interface Starter {

    /**
     * Starts a broker, which may return before it answers.
     *
     * @param folder for its log; formatted if it is new
     * @param brokerPort where clients connect, at 127.0.0.1
     * @param controllerPort where KRaft's quorum of one connects to itself
     */
    Broker start(Path folder, int brokerPort, int controllerPort) throws IOException;
  }
}
