package dev.understudy.localstack.demo;

import dev.understudy.contracts.instance.HighAvailability;
import java.time.Duration;

/** What is done to the primary. */
public enum Fault {
  /** {@code kill -9}. */
  CRASH("kill -9 of the primary's process", HighAvailability.DEFAULT.failoverTimeout()),

  /** {@code kill -STOP}: it keeps its connections and answers nobody. */
  HANG("kill -STOP of the primary's process: it hangs", Duration.ofSeconds(1)),

  /** A replica is asked to take over. */
  SWITCHOVER("a replica is asked to take over", HighAvailability.DEFAULT.failoverTimeout());

  private final String words;
  private final Duration usualTimeout;

  Fault(String words, Duration usualTimeout) {
    this.words = words;
    this.usualTimeout = usualTimeout;
  }

  /** The failover timeout to show it with; only a hang is a matter of silence. */
  public Duration usualTimeout() {
    return usualTimeout;
  }

  public String words() {
    return words;
  }
}
