package dev.understudy.dns.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.SettingsUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make no sense are refused, in words that name the property and what it may be. */
class BadSettingsTest {

  @TempDir Path folder;

  private final SettingsUnderTest settings =
      new SettingsUnderTest("understudy.dns", given -> DnsSettings.of(given.as(DnsConfig.class)));

  @BeforeEach
  void required() {
    settings.put("embedded.enabled", "true");
  }

  @Test
  void theDefaultsMakeSense() {
    settings.assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "zone, a..b, labels of 1 to 63",
    "zone, not a zone, labels of 1 to 63",
    "servers, 192.0.2.1:99999, 192.0.2.1:99999",
    "servers, 192.0.2.1:0, 192.0.2.1:0",
    "servers, 'ns1.test,ns1.test:53', must not have ns1.test:53 twice",
    "ttl, 0s, 1 s to 24 h",
    "ttl, 500ms, 1 s to 24 h",
    "ttl, 1500ms, whole seconds",
    "ttl, 365d, 1 s to 24 h",
    "timeout, 0s, 10 ms to 1 min",
    "timeout, -1s, 10 ms to 1 min",
    "concurrency, 0, 1 to 10000",
    "concurrency, -5, 1 to 10000",
    "concurrency, many, many",
    "audit-interval, 500ms, 1 s to 24 h",
    "audit-interval, 2d, 1 s to 24 h",
    "retry.first, 0s, 10 ms to 1 min",
    "retry.most, 10ms, 'at least understudy.dns.retry.first, which is 50 ms'",
    "retry.most, 2h, 10 ms to 1 h",
    "tsig.name, a b, must be a name",
    "tsig.algorithm, rot13, 'one of hmac-sha1, hmac-sha224'",
    "tsig.key-file, /no/such/key, can't be used",
    "embedded.address, nowhere, must be an IP address",
    "embedded.port, 70000, 0 to 65535",
    "embedded.port, -1, 0 to 65535"
  })
  void isRefused(String property, String value, String words) {
    settings.assertRefused(property, value, words);
  }

  @Test
  void somewhereItMustPublish() {
    settings.put("embedded.enabled", "false");
    assertThatThrownBy(settings::checked)
        .hasMessageContaining("understudy.dns.servers must name a DNS server");
    settings.put("servers", "192.0.2.53");
    assertThatThrownBy(settings::checked)
        .hasMessageContaining("understudy.dns.tsig.key-file must be set");
  }

  @Test
  void aKeyThatIsWrongIsNotShown() throws IOException {
    for (String content : new String[] {"", "hidden!", "aGlkZGVu"}) {
      Path file = Files.writeString(folder.resolve("tsig"), content);
      settings.put("tsig.key-file", file.toString());
      assertThatThrownBy(settings::checked)
          .hasMessageContaining("understudy.dns.tsig.key-file")
          .hasMessageNotContaining("hidden!")
          .hasMessageNotContaining("aGlkZGVu")
          .hasNoCause();
    }
  }
}
