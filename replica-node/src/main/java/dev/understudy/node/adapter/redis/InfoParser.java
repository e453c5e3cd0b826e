package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.domain.EngineFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code INFO}, of Redis 6.2 and later and of Valkey. */
final class InfoParser {

  private final Map<String, String> fields = new HashMap<>();

  private InfoParser(String info) {
    info.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
              }
            });
  }

  /**
   * The facts in a reply to INFO.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  static EngineFacts parse(String info) {
    InfoParser parser = new InfoParser(info);
    if (!parser.fields.containsKey("role")) {
      throw new IllegalArgumentException("INFO without a role");
    }
    return parser.facts();
  }

  private EngineFacts facts() {
    boolean primary = "master".equals(fields.get("role"));
    return new EngineFacts(
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        fields.getOrDefault("run_id", ""),
        fields.getOrDefault("master_replid", ""),
        fields.getOrDefault("master_replid2", ""),
        new Offset(Math.max(0, number("master_repl_offset"))),
        primary ? Optional.empty() : Optional.of(upstream()),
        primary ? LinkState.NONE : link(),
        silence(primary),
        flag("loading") || flag("async_loading"),
        keys(),
        (int) number("connected_slaves"),
        number("sync_full"),
        number("sync_partial_ok"),
        flag("repl_backlog_active") ? number("repl_backlog_first_byte_offset") : 0,
        flag("rdb_bgsave_in_progress"),
        "err".equals(fields.get("rdb_last_bgsave_status")),
        number("rdb_changes_since_last_save"));
  }

  private Address upstream() {
    return new Address(fields.get("master_host"), (int) number("master_port"));
  }

  private LinkState link() {
    if ("up".equals(fields.get("master_link_status"))) {
      return LinkState.UP;
    }
    return flag("master_sync_in_progress") ? LinkState.SYNCING : LinkState.DOWN;
  }

  private Duration silence(boolean primary) {
    if (primary) {
      return Duration.ZERO;
    }
    long streaming = number("master_last_io_seconds_ago");
    long down = number("master_link_down_since_seconds");
    return Duration.ofSeconds(Math.max(0, Math.max(streaming, down)));
  }

  /** The sum over all databases of {@code dbN:keys=K,…}. */
  private long keys() {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().matches("db\\d+"))
        .map(Map.Entry::getValue)
        .filter(value -> value.startsWith("keys="))
        .mapToLong(value -> Long.parseLong(value.substring("keys=".length(), value.indexOf(','))))
        .sum();
  }

  private boolean flag(String name) {
    return "1".equals(fields.get(name));
  }

  private long number(String name) {
    String text = fields.get(name);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("INFO says " + name + ":" + text, e);
    }
  }
}
