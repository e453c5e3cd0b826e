package dev.understudy.dns.wiring;

import dev.understudy.dns.application.RetryPolicy;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.NamingRules;
import dev.understudy.dns.domain.zone.DnsName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The settings, checked.
 *
 * @param servers empty: the embedded one
 * @param embedded where it listens; empty if it is not enabled
 */
record DnsSettings(
    NamingRules rules,
    List<ServerAddress> servers,
    TsigKey key,
    Duration timeout,
    RetryPolicy retries,
    int concurrency,
    Duration auditInterval,
    Optional<Embedded> embedded) {

  private static final Duration SHORTEST_AUDIT_INTERVAL = Duration.ofSeconds(1);

  private static final int RANDOM_SECRET_BYTES = 32;

  record Embedded(String address, int port) {}

  DnsSettings {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("understudy.dns.timeout must be above zero");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("understudy.dns.concurrency must be 1 or more");
    }
    if (auditInterval.compareTo(SHORTEST_AUDIT_INTERVAL) < 0) {
      throw new IllegalArgumentException("understudy.dns.audit-interval must be 1s or more");
    }
    if (servers.isEmpty() && embedded.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no DNS server to update: set understudy.dns.servers, or"
              + " understudy.dns.embedded.enabled=true");
    }
  }

  /**
   * @throws IllegalArgumentException naming the setting that makes no sense
   */
  static DnsSettings of(DnsConfig config) {
    List<ServerAddress> servers =
        config.servers().orElse(List.of()).stream().map(ServerAddress::parse).toList();
    Optional<Embedded> embedded =
        config.embedded().enabled()
            ? Optional.of(new Embedded(config.embedded().address(), config.embedded().port()))
            : Optional.empty();
    return new DnsSettings(
        new NamingRules(DnsName.of(config.zone()), (int) config.ttl().toSeconds()),
        servers,
        key(config.tsig(), servers.isEmpty()),
        config.timeout(),
        new RetryPolicy(config.retry().first(), config.retry().most()),
        config.concurrency(),
        config.auditInterval(),
        embedded);
  }

  private static TsigKey key(DnsConfig.Tsig tsig, boolean onlyEmbedded) {
    byte[] secret;
    if (tsig.keyFile().isPresent()) {
      secret = read(tsig.keyFile().get());
    } else if (onlyEmbedded) {
      secret = new byte[RANDOM_SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
    } else {
      throw new IllegalArgumentException(
          "understudy.dns.tsig.key-file must be set: the servers take signed updates only");
    }
    return new TsigKey(tsig.name(), tsig.algorithm(), secret);
  }

  private static byte[] read(Path file) {
    try {
      return Base64.getDecoder().decode(Files.readString(file).trim());
    } catch (IOException e) {
      throw new UncheckedIOException("understudy.dns.tsig.key-file can't be read: " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "understudy.dns.tsig.key-file must hold base64 and nothing else: " + file, e);
    }
  }
}
