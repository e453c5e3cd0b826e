package dev.understudy.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A TCP port that nobody listens at just now. */
public final class FreePort {

  private FreePort() {}

  /** Free at every address of this machine. */
  public static int anywhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** One that is free at 127.0.1.1, 127.0.1.2, … */
  public static int atAll(int count) throws IOException {
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
