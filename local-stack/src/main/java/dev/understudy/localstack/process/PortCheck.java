package dev.understudy.localstack.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Whether ports are free, and in words who has them if not. */
public final class PortCheck {

  private static final String NO_SUCH_ADDRESS = "assign requested address";

  private PortCheck() {}

  /** A sentence about each port that can't be had; empty if all can. */
  public static List<String> complaints(List<PortUse> needed) {
    return needed.stream().flatMap(use -> complaint(use).stream()).toList();
  }

  private static Optional<String> complaint(PortUse use) {
    try {
      bind(use);
      return Optional.empty();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(NO_SUCH_ADDRESS)) {
        return Optional.of(missingAddress(use.host()));
      }
      String owner = PortOwner.of(use).orElse("another process");
      return Optional.of(
          "port %d (%s) is in use by %s".formatted(use.port(), use.purpose(), owner));
    }
  }

  private static void bind(PortUse use) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(use.host()), use.port());
    if (use.protocol() == PortUse.Protocol.UDP) {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.bind(address);
      }
    } else {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(address);
      }
    }
  }

  private static String missingAddress(String host) {
    return "this machine has no address %s (Linux has it by itself; on macOS: sudo ifconfig lo0 alias %s)"
        .formatted(host, host);
  }
}
