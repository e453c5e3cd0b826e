package dev.understudy.prober.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of a prober. */
@ConfigMapping(prefix = "understudy.prober")
public interface ProberConfig {

  /**
   * The name of the place that this prober looks from: a zone, a host. Quorum counts places, so two
   * probers must not share a name unless they share a place. Required.
   */
  String vantage();

  /**
   * Time between the rounds of an instance while all is well, 100 ms to 10 s. Shorter where a tenth
   * of the instance's failover timeout is shorter.
   */
  @WithDefault("1s")
  Duration interval();

  /** Time between rounds while something is suspect, 50 ms to 1 s; at most {@link #interval}. */
  @WithDefault("100ms")
  Duration suspectInterval();

  /**
   * How long a round waits for an answer, 50 ms to 10 s; never longer than the time between rounds,
   * so that a silence is seen long before an instance's failover timeout is over, however short.
   */
  @WithDefault("500ms")
  Duration timeout();

  /**
   * How long a question may stay unanswered before its connection is given up and another one is
   * tried, 1 s to 5 min. Members' silence goes on being counted.
   */
  @WithDefault("10s")
  Duration reconnectAfter();
}
