package dev.understudy.prober.domain;

import java.util.Locale;

/**
 * The fields of <a href="https://redis.io/docs/latest/commands/info/">INFO</a> that are only shown.
 * A word is a figure, too: 1 if it is {@code ok} or {@code up}, else 0.
 */
public enum Figure {
  UPTIME_IN_SECONDS,
  CONNECTED_CLIENTS,
  BLOCKED_CLIENTS,
  USED_MEMORY,
  MAXMEMORY,
  USED_MEMORY_RSS,
  CONNECTED_SLAVES,
  MASTER_REPL_OFFSET,
  SLAVE_REPL_OFFSET,
  MASTER_LINK_STATUS,
  MASTER_LAST_IO_SECONDS_AGO,
  MASTER_SYNC_IN_PROGRESS,
  REPL_BACKLOG_SIZE,
  REPL_BACKLOG_HISTLEN,

  LOADING,
  RDB_LAST_BGSAVE_STATUS,
  AOF_LAST_WRITE_STATUS,
  TOTAL_COMMANDS_PROCESSED,
  KEYSPACE_HITS,
  KEYSPACE_MISSES,
  EXPIRED_KEYS,
  EVICTED_KEYS,
  REJECTED_CONNECTIONS,
  TOTAL_NET_INPUT_BYTES,
  TOTAL_NET_OUTPUT_BYTES,
  SYNC_FULL,
  SYNC_PARTIAL_OK,
  SYNC_PARTIAL_ERR;

  private final String field = name().toLowerCase(Locale.ROOT);

  public String field() {
    return field;
  }

  /** Whether it is in the sections persistence and stats, which aren't asked for every time. */
  boolean rare() {
    return compareTo(LOADING) >= 0;
  }
}
