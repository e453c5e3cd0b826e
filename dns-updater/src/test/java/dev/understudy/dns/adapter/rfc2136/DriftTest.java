package dev.understudy.dns.adapter.rfc2136;

import static dev.understudy.dns.Snapshots.demo;
import static dev.understudy.dns.Snapshots.down;
import static dev.understudy.dns.Snapshots.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.dns.RunningUpdater;
import dev.understudy.dns.application.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;

/**
 * Somebody changes names behind the updater's back, at a real BIND, and no news come by the bus.
 */
@Timeout(60)
class DriftTest {

  private static final Duration AUDIT_INTERVAL = Duration.ofMillis(300);
  private static final String PRIMARY = "demo.redis.test";
  private static final String THIRD = "demo-3.redis.test";
  private static final String STRANGER = "192.0.2.66";

  @TempDir Path folder;
  private Bind bind;
  private RunningUpdater updater;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.start(folder);
    updater = new RunningUpdater(Bind.ZONE, Bind.KEY, AUDIT_INTERVAL, bind.address());
    updater.learn(demo(1, "demo-1"));
    await().until(() -> updater.pending == 0);
  }

  @AfterEach
  void stop() throws Exception {
    if (bind != null) {
      updater.close();
      bind.stop();
    }
  }

  @Test
  void anAddressThatSomebodyElseWroteIsSeenAndPutRight() throws Exception {
    assertThat(drift()).isZero();
    bind.overwrite(PRIMARY, STRANGER);
    await().until(() -> updater.mostDrift == 1);
    await().until(() -> resolves(PRIMARY, "127.0.1.1"));
    await().until(() -> drift() == 0);
    assertThat(updater.outcomes).containsOnlyOnce(Outcome.DRIFT);
    assertThat(updater.announced).as("nothing new is said of it").hasSize(5);
  }

  @Test
  void aNameThatSomebodyErasedWithItsGuardIsWrittenAgain() throws Exception {
    bind.erase(PRIMARY);
    bind.erase("_understudy." + PRIMARY);
    await().until(() -> resolves(PRIMARY, "127.0.1.1"));
    assertThat(bind.resolve("_understudy." + PRIMARY, Type.TXT))
        .containsExactly("\"epoch=1 instance=demo\"");
    await().until(() -> drift() == 0);
  }

  /** While an epoch is open, the address that was published last is a deposed member's. */
  @Test
  void aDeposedMemberIsNeverPutBack() throws Exception {
    updater.learn(demo(2, null, down(1), member(2, null), member(3, null)));
    bind.overwrite(PRIMARY, STRANGER);
    for (int round = 0; round < 2; round++) {
      bind.overwrite(THIRD, STRANGER);
      await().until(() -> resolves(THIRD, "127.0.1.3"));
    }
    assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly(STRANGER);

    updater.learn(demo(2, "demo-2", down(1), member(2, "demo-2"), member(3, "demo-2")));
    await().until(() -> resolves(PRIMARY, "127.0.1.2"));
  }

  @Test
  void whatANewerEpochWroteIsNoDrift() throws Exception {
    try (RunningUpdater ahead = new RunningUpdater(Bind.ZONE, Bind.KEY, bind.address())) {
      ahead.learn(demo(2, "demo-2"));
      await().until(() -> ahead.last(PRIMARY) != null && ahead.pending == 0);
      bind.overwrite(THIRD, STRANGER);
      await().until(() -> resolves(THIRD, "127.0.1.3"));
      assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.2");
      assertThat(updater.outcomes).doesNotContain(Outcome.STALE);
    }
  }

  @Test
  void aServerThatIsAwayIsToldOfAndLookedAtAgain() throws Exception {
    bind.stop();
    await().until(() -> updater.outcomes.contains(Outcome.UNREACHABLE));
    assertThat(drift()).as("not known to be drift").isZero();
    bind.start();
    bind.overwrite(PRIMARY, STRANGER);
    await().until(() -> updater.mostDrift > 0);
    await().until(() -> resolves(PRIMARY, "127.0.1.1"));
  }

  private boolean resolves(String name, String address) throws Exception {
    return bind.resolve(name, Type.A).equals(List.of(address));
  }

  private int drift() {
    return updater.drift.get(bind.address().toString());
  }
}
