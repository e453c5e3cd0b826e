package dev.understudy.dns.wiring;

import dev.understudy.bus.settings.Bounds;
import dev.understudy.dns.application.RetryPolicy;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.NamingRules;
import dev.understudy.dns.domain.zone.DnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
  private static final Duration LONGEST_AUDIT_INTERVAL = Duration.ofDays(1);

  private static final int RANDOM_SECRET_BYTES = 32;
  private static final Duration LEAST_WAIT = Duration.ofMillis(10);
  private static final int MOST_AT_A_TIME = 10_000;
  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
  private static final Pattern ZONE = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");

  /** Of RFC 8945, 6; without MD5 and those that are cut short. */
  private static final Set<String> ALGORITHMS =
      Set.of("hmac-sha1", "hmac-sha224", "hmac-sha256", "hmac-sha384", "hmac-sha512");

  record Embedded(String address, int port) {}

  /**
   * From what was set.
   *
   * @throws dev.understudy.contracts.InvalidField naming the property that makes no sense
   */
  static DnsSettings of(DnsConfig config) {
    Bounds bounds = new Bounds("understudy.dns");
    List<ServerAddress> servers =
        bounds.noneTwice(
            "servers",
            config.servers().orElse(List.of()).stream()
                .map(server -> bounds.parsed("servers", server, ServerAddress::parse))
                .toList());
    Optional<Embedded> embedded = embedded(bounds, config.embedded());
    if (servers.isEmpty() && embedded.isEmpty()) {
      throw bounds.refused(
          "servers",
          "must name a DNS server to update, or understudy.dns.embedded.enabled must be true");
    }
    return new DnsSettings(
        new NamingRules(zone(bounds, config.zone()), ttlSeconds(bounds, config.ttl())),
        servers,
        key(bounds, config.tsig(), servers.isEmpty()),
        bounds.between("timeout", config.timeout(), LEAST_WAIT, Duration.ofMinutes(1)),
        retries(bounds, config.retry()),
        bounds.between("concurrency", config.concurrency(), 1, MOST_AT_A_TIME),
        bounds.between(
            "audit-interval",
            config.auditInterval(),
            SHORTEST_AUDIT_INTERVAL,
            LONGEST_AUDIT_INTERVAL),
        embedded);
  }

  private static Optional<Embedded> embedded(Bounds bounds, DnsConfig.Embedded embedded) {
    return embedded.enabled()
        ? Optional.of(
            new Embedded(
                bounds.ipAddress("embedded.address", embedded.address()),
                bounds.port("embedded.port", embedded.port(), 0)))
        : Optional.empty();
  }

  private static DnsName zone(Bounds bounds, String zone) {
    if (!ZONE.matcher(zone).matches()) {
      throw bounds.refused(
          "zone", "must be labels of 1 to 63 letters, digits, hyphens or underscores, with dots");
    }
    return bounds.parsed("zone", zone, DnsName::of);
  }

  private static int ttlSeconds(Bounds bounds, Duration ttl) {
    bounds.between("ttl", ttl, Duration.ofSeconds(1), Duration.ofDays(1));
    if (ttl.getNano() != 0) {
      throw bounds.refused("ttl", "must be whole seconds");
    }
    return Math.toIntExact(ttl.toSeconds());
  }

  private static RetryPolicy retries(Bounds bounds, DnsConfig.Retry retry) {
    Duration first =
        bounds.between("retry.first", retry.first(), LEAST_WAIT, Duration.ofMinutes(1));
    Duration most = bounds.between("retry.most", retry.most(), LEAST_WAIT, Duration.ofHours(1));
    return new RetryPolicy(first, bounds.atLeast("retry.most", most, "retry.first", first));
  }

  private static TsigKey key(Bounds bounds, DnsConfig.Tsig tsig, boolean onlyEmbedded) {
    if (!ZONE.matcher(tsig.name()).matches()) {
      throw bounds.refused("tsig.name", "must be a name of letters, digits, hyphens and dots");
    }
    if (!ALGORITHMS.contains(tsig.algorithm())) {
      throw bounds.refused(
          "tsig.algorithm",
          "must be one of " + ALGORITHMS.stream().sorted().collect(Collectors.joining(", ")));
    }
    if (tsig.keyFile().isPresent()) {
      return bounds.file(
          "tsig.key-file",
          tsig.keyFile().get(),
          file -> new TsigKey(tsig.name(), tsig.algorithm(), read(file)));
    }
    if (!onlyEmbedded) {
      throw bounds.refused("tsig.key-file", "must be set: the servers take signed updates only");
    }
    byte[] secret = new byte[RANDOM_SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new TsigKey(tsig.name(), tsig.algorithm(), secret);
  }

  private static byte[] read(Path file) throws IOException {
    String text = Files.readString(file).trim();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // What it says would show a part of the key.
      throw new IOException("it must hold base64 and nothing else");
    }
  }
}
