package dev.understudy.dns.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5354, 127.0.0.1, 5354",
    "ns.example.com, ns.example.com, 53",
    "[::1]:5354, ::1, 5354",
    "::1, ::1, 53",
    "[::1], ::1, 53"
  })
  void reads(String text, String host, int port) {
    assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ns:x", "ns:0", "ns:65536"})
  void refuses(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
  }

  @Test
  void aKeyKeepsItsSecret() {
    assertThat(new TsigKey("k", "hmac-sha256", new byte[32])).hasToString("k (hmac-sha256)");
  }
}
