package dev.understudy.localstack.chaos.client;

import java.io.IOException;

/** Where a client connects to. */
@FunctionalInterface
public interface Route {

  /**
   * An address, asked anew for each connection.
   *
   * @throws IOException if there is none now
   */
  String host() throws IOException;
}
