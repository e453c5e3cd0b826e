package dev.understudy.node.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody uses. */
final class FreePort {

  private FreePort() {}

  /** One that is free at 127.0.1.1, 127.0.1.2, … */
  static int atAll(int count) throws IOException {
    for (int tries = 0; tries < 50; tries++) {
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      if (isFree(port, count)) {
        return port;
      }
    }
    throw new IOException("no port is free at all addresses");
  }

  private static boolean isFree(int port, int count) {
    for (int i = 1; i <= count; i++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.1." + i))) {
        socket.setReuseAddress(true);
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
