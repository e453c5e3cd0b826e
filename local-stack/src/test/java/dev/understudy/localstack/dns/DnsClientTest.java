package dev.understudy.localstack.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DnsClientTest {

  @Test
  void asksEveryTimeAnew() throws Exception {
    try (TestDnsServer server = TestDnsServer.start("demo.understudy.test", "127.0.1.1")) {
      DnsClient client = new DnsClient(server.address());
      assertThat(client.addresses("demo.understudy.test")).containsExactly("127.0.1.1");
      server.moveTo("127.0.1.2");
      assertThat(client.addresses("demo.understudy.test.")).containsExactly("127.0.1.2");
      assertThat(client.addresses("other.understudy.test")).isEmpty();
    }
  }
}
