package dev.understudy.node.adapter.process;

import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Parking;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What an engine reads at its start: directives that Redis 6.2 knows, unless its version says more.
 */
final class EngineConfig {

  private final EngineVersion version;
  private final long backlogBytes;

  EngineConfig(EngineVersion version, long backlogBytes) {
    this.version = version;
    this.backlogBytes = backlogBytes;
  }

  /** {@code redis.conf}. */
  String config(EngineSettings settings, Folder folder) {
    return """
        # Written by replica-node at every start of the engine.
        bind %s
        port %d
        protected-mode no
        daemonize no
        supervised no
        # Keeps the path of this file visible, by which the node knows its engines again.
        set-proc-title no
        dir "%s"
        dbfilename dump.rdb
        loglevel notice
        aclfile "%s"
        maxmemory %d
        maxmemory-policy noeviction
        appendonly no
        # The node asks for snapshots: they are a crashed member's way back by partial resync.
        %s
        stop-writes-on-bgsave-error no
        # Every start is parked, until the decision log says who is primary.
        replicaof %s %d
        masteruser %s
        masterauth "%s"
        replica-announce-ip %s
        replica-serve-stale-data yes
        replica-read-only yes
        # After a copy without the disk, a replica whose link is up may get nothing for a second:
        # its first acknowledgement comes before the primary has noticed the end of the copy, so
        # that the stream begins only after its next one.
        repl-diskless-sync no
        repl-backlog-size %d
        repl-backlog-ttl 0
        repl-ping-replica-period 1
        # A replica acknowledges once a second: three without a sign of life don't count.
        min-replicas-max-lag 3
        min-replicas-to-write %d
        %s
        """
        .formatted(
            settings.address().host(),
            settings.address().port(),
            folder.path(),
            folder.users(),
            settings.maxMemoryBytes(),
            saving(),
            Parking.ADDRESS.host(),
            Parking.ADDRESS.port(),
            InstanceSecrets.REPLICATION_USER,
            quoted(settings.passwords().replication()),
            settings.address().host(),
            backlogBytes,
            settings.synchronousReplicas(),
            debugging());
  }

  /**
   * No snapshots but the node's, and one at SIGTERM; Redis before 7 writes that only if it has a
   * rule for others: here one that never comes true. A primary waits a little for its replicas to
   * catch up, which Redis before 7 doesn't know.
   */
  private String saving() {
    return version.atLeast(7, 0)
        ? """
        save ""
        shutdown-on-sigterm save
        shutdown-timeout 3"""
        : "save 31536000 2000000000";
  }

  /**
   * The node compares datasets by {@code DEBUG DIGEST-VALUE}, which Redis has to be asked for since
   * version 7. Of the users, only the administrator may send DEBUG.
   */
  private String debugging() {
    return version.atLeast(7, 0) ? "enable-debug-command yes" : "";
  }

  /** {@code users.acl}. */
  String users(EngineSettings settings) {
    EngineSettings.Passwords passwords = settings.passwords();
    return user(InstanceSecrets.APPLICATION_USER, passwords.application(), application())
        + user(InstanceSecrets.REPLICATION_USER, passwords.replication(), "+psync +replconf +ping")
        + user(InstanceSecrets.ADMIN_USER, passwords.admin(), "~* &* +@all")
        + user(
            InstanceSecrets.PROBE_USER,
            passwords.probe(),
            "+ping +info +role +client|setname +client|getname" + setInfo());
  }

  private static String user(String name, String password, String rights) {
    return "user " + name + " reset on #" + sha256(password) + " " + rights + "\n";
  }

  /**
   * All that applications and their frameworks use; nothing that changes roles, settings or other
   * users. Before Redis 7, whole commands stood in the dangerous category.
   */
  private String application() {
    String rights =
        "~* &* +@all -@admin -@dangerous"
            + " +info +keys +sort +role +lastsave +flushdb +flushall +restore";
    return version.atLeast(7, 0)
        ? rights + " +sort_ro +client|list +client|info"
        : rights
            + " +client|setname +client|getname +client|id +client|info +client|list"
            + " +client|reply +client|tracking +client|trackinginfo +client|caching"
            + " +client|getredir";
  }

  private String setInfo() {
    return version.atLeast(7, 2) ? " +client|setinfo" : "";
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String sha256(String password) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
