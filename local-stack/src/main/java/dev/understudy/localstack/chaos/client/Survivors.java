package dev.understudy.localstack.chaos.client;

import dev.understudy.localstack.chaos.history.Write;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Looks for acknowledged writes at the primary that there is in the end. */
public final class Survivors {

  private static final int KEYS_AT_A_TIME = 500;
  private static final int TIMEOUT_MILLIS = 5_000;

  private Survivors() {}

  /** The writes that are not there, or not with their value. */
  public static List<Write> missing(List<Write> writes, String host, int port, String password) {
    var config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .password(password)
            .build();
    List<Write> missing = new ArrayList<>();
    try (Jedis primary = new Jedis(new HostAndPort(host, port), config)) {
      for (int from = 0; from < writes.size(); from += KEYS_AT_A_TIME) {
        List<Write> some = writes.subList(from, Math.min(writes.size(), from + KEYS_AT_A_TIME));
        List<String> values = primary.mget(some.stream().map(Write::key).toArray(String[]::new));
        for (int i = 0; i < some.size(); i++) {
          if (!some.get(i).value().equals(values.get(i))) {
            missing.add(some.get(i));
          }
        }
      }
    }
    return missing;
  }
}
