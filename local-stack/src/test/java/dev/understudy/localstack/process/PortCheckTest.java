package dev.understudy.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {

  @Test
  void namesThePortAndItsOwner() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "owners are known only on Linux");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThat(PortCheck.complaints(List.of(PortUse.tcp("127.0.0.1", port, "REST API"))))
          .containsExactly(
              "port %d (REST API) is in use by pid %d (java)"
                  .formatted(port, ProcessHandle.current().pid()));
    }
  }

  @Test
  void looksAtUdpToo() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThat(PortCheck.complaints(List.of(PortUse.udp("127.0.0.1", port, "DNS"))))
          .singleElement()
          .asString()
          .startsWith("port " + port + " (DNS) is in use by ");
    }
  }

  @Test
  void hasNothingAgainstAFreePort() throws Exception {
    int port = FreePort.anywhere();
    assertThat(PortCheck.complaints(List.of(PortUse.tcp("127.0.0.1", port, "API")))).isEmpty();
  }

  @Test
  void saysWhenAnAddressIsMissing() {
    assertThat(PortCheck.complaints(List.of(PortUse.tcp("192.0.2.1", 17_000, "Redis"))))
        .singleElement()
        .asString()
        .startsWith("this machine has no address 192.0.2.1");
  }
}
