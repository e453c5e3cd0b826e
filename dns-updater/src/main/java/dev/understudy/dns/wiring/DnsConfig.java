package dev.understudy.dns.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service. */
@ConfigMapping(prefix = "understudy.dns")
public interface DnsConfig {

  /** The zone that all names are in. Every server must be authoritative for it. */
  @WithDefault("understudy.internal")
  String zone();

  /**
   * The authoritative servers to update, as {@code host} or {@code host:port}; port 53 if none is
   * given. All of them are updated, and a name counts as published when all of them say so.
   * Default: the embedded server, if it is enabled.
   */
  Optional<List<String>> servers();

  /** How long resolvers may keep an answer: whole seconds, 1 s to 24 h. */
  @WithDefault("5s")
  Duration ttl();

  /** How long one message to a server may take: 10 ms to 1 min. */
  @WithDefault("1s")
  Duration timeout();

  /** How many names are worked on at a time at each server: 1 to 10,000. */
  @WithDefault("64")
  int concurrency();

  /**
   * How often every server is asked whether it still holds what was published, a fifth more or
   * less: at least 1 s. Names that somebody else has changed are put right.
   */
  @WithDefault("30s")
  Duration auditInterval();

  /** What happens after a failed try. */
  Retry retry();

  /** How messages are signed. */
  Tsig tsig();

  /** The authoritative server within this process. */
  Embedded embedded();

  /** Pauses between tries: they double from the first to the longest, with jitter. */
  interface Retry {

    /** The first pause: 10 ms to 1 min. */
    @WithDefault("50ms")
    Duration first();

    /** The longest pause: the first one to 1 h. */
    @WithDefault("5s")
    Duration most();
  }

  /** The key that updates are signed with (RFC 8945). */
  interface Tsig {

    /** The key's name, as the servers know it. */
    @WithDefault("understudy")
    String name();

    /**
     * A file that holds the secret in base64, as {@code tsig-keygen} prints it. Needed unless the
     * embedded server is the only one: then a random secret is made at every start.
     */
    Optional<Path> keyFile();

    /** {@code hmac-sha256}, or with sha1, sha224, sha384, sha512. */
    @WithDefault("hmac-sha256")
    String algorithm();
  }

  /** A small authoritative server for this zone alone, in memory, for one machine. */
  interface Embedded {

    /** Whether it runs. */
    @WithDefault("false")
    boolean enabled();

    /** The IP address that it listens at. */
    @WithDefault("127.0.0.1")
    String address();

    /** The port that it listens at, UDP and TCP; 0: any that is free. */
    @WithDefault("5354")
    int port();
  }
}
