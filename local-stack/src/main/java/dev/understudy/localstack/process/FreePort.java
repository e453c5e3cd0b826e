package dev.understudy.localstack.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A TCP port that nobody listens at just now, for tests of a program that must be told its port.
 * Another process may take it before the program does.
 */
public final class FreePort {

  private static final int MOST_TRIES = 50;

  private FreePort() {}

  /** Free at every address of this machine. */
  public static int anywhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** One that is free at 127.0.1.1, 127.0.1.2, … */
  public static int atAll(int count) throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int port = anywhere();
      if (isFree(port, count)) {
        return port;
      }
    }
    throw new IOException("no port is free at all addresses");
  }

  private static boolean isFree(int port, int count) {
    List<PortUse> needed =
        IntStream.rangeClosed(1, count)
            .mapToObj(place -> PortUse.tcp("127.0.1." + place, port, "test"))
            .toList();
    return PortCheck.complaints(needed).isEmpty();
  }
}
