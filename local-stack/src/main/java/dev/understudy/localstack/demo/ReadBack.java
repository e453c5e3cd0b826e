package dev.understudy.localstack.demo;

import java.util.List;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Looks for every acknowledged write at the primary that there is now. */
public final class ReadBack {

  private static final int KEYS_AT_A_TIME = 500;
  private static final int TIMEOUT_MILLIS = 5_000;

  private ReadBack() {}

  /**
   * Counts the acknowledged writes that are missing or wrong, then deletes the run's keys, so that
   * many runs fit into a small instance.
   */
  public static long missing(WriteLog log, int run, String host, int port, String password) {
    var config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .password(password)
            .build();
    List<WriteLog.Ack> all = log.acknowledged();
    long missing = 0;
    try (Jedis primary = new Jedis(new HostAndPort(host, port), config)) {
      for (int from = 0; from < all.size(); from += KEYS_AT_A_TIME) {
        int to = Math.min(all.size(), from + KEYS_AT_A_TIME);
        missing += missing(all.subList(from, to), run, primary);
      }
    }
    return missing;
  }

  private static long missing(List<WriteLog.Ack> writes, int run, Jedis primary) {
    String[] keys =
        writes.stream().map(ack -> Writer.key(run, ack.number())).toArray(String[]::new);
    List<String> values = primary.mget(keys);
    long missing = 0;
    for (int i = 0; i < keys.length; i++) {
      if (!Writer.value(run, writes.get(i).number()).equals(values.get(i))) {
        missing++;
      }
    }
    primary.unlink(keys);
    return missing;
  }
}
