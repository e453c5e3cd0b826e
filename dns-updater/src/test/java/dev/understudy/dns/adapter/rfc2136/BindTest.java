package dev.understudy.dns.adapter.rfc2136;

import static dev.understudy.dns.Snapshots.DEMO;
import static dev.understudy.dns.Snapshots.demo;
import static dev.understudy.dns.Snapshots.down;
import static dev.understudy.dns.Snapshots.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.dns.RunningUpdater;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.Fact;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;

class BindTest {

  private static final String PRIMARY = "demo.redis.test";
  private static final String READERS = "demo-ro.redis.test";

  @TempDir Path folder;
  private Bind bind;
  private RunningUpdater updater;

  @BeforeEach
  void start() throws Exception {
    bind = Bind.start(folder);
    updater = new RunningUpdater(Bind.ZONE, Bind.KEY, bind.address());
  }

  @AfterEach
  void stop() throws Exception {
    if (bind != null) {
      updater.close();
      bind.stop();
    }
  }

  @Test
  void publishesThenMovesThenWithdraws() throws Exception {
    updater.learn(demo(1, "demo-1"));
    settled();
    assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.1");
    assertThat(bind.resolve(READERS, Type.A)).containsExactly("127.0.1.2", "127.0.1.3");
    assertThat(bind.resolve("demo-3.redis.test", Type.A)).containsExactly("127.0.1.3");
    assertThat(bind.resolve("_understudy." + PRIMARY, Type.TXT))
        .containsExactly("\"epoch=1 instance=demo\"");

    updater.learn(demo(2, "demo-2", down(1), member(2, "demo-2"), member(3, "demo-2")));
    settled();
    assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.2");
    assertThat(bind.resolve(READERS, Type.A)).containsExactly("127.0.1.3");
    EndpointPublished moved = updater.last(PRIMARY);
    assertThat(moved.addresses()).containsExactly("127.0.1.2");
    assertThat(moved.epoch()).isEqualTo(Epoch.of(2));
    assertThat(moved.provider()).isEqualTo("rfc2136");
    assertThat(moved.verifiedAt()).containsExactly(bind.address().toString());

    updater.learn(new Fact.Deleted(DEMO));
    settled();
    assertThat(bind.resolve(PRIMARY, Type.A)).isEmpty();
    assertThat(bind.resolve("_understudy." + PRIMARY, Type.TXT)).isEmpty();
    assertThat(updater.last("demo-3.redis.test").addresses()).isEmpty();
    assertThat(updater.outcomes).containsOnly(Outcome.UPDATED);
  }

  @Test
  void findsDriftAndPutsItRight() throws Exception {
    updater.learn(demo(1, "demo-1"));
    settled();
    bind.overwrite(PRIMARY, "192.0.2.66");
    updater.learn(demo(2, "demo-2"));
    settled();
    assertThat(updater.outcomes).contains(Outcome.DRIFT);
    assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.2");
  }

  @Test
  void anUpdaterThatMissedAFailoverCantMoveTheNameBack() throws Exception {
    updater.learn(demo(7, "demo-2"));
    settled();
    try (RunningUpdater stale = new RunningUpdater(Bind.ZONE, Bind.KEY, bind.address())) {
      stale.learn(demo(6, "demo-1"));
      await().until(() -> stale.outcomes.contains(Outcome.STALE) && stale.pending == 0);
      assertThat(stale.announced).extracting(EndpointPublished::name).doesNotContain(PRIMARY);
      assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.2");
    }
  }

  @Test
  void aSecondUpdaterFindsNothingToDo() {
    updater.learn(demo(1, "demo-1"));
    settled();
    try (RunningUpdater second = new RunningUpdater(Bind.ZONE, Bind.KEY, bind.address())) {
      second.learn(demo(1, "demo-1"));
      await().until(() -> second.last(PRIMARY) != null && second.pending == 0);
      assertThat(second.outcomes).containsOnly(Outcome.UNCHANGED);
    }
  }

  @Test
  void keepsTryingWhileTheServerIsAway() throws Exception {
    updater.learn(demo(1, "demo-1"));
    settled();
    bind.stop();
    updater.learn(demo(2, "demo-2"));
    await().until(() -> updater.outcomes.contains(Outcome.UNREACHABLE));
    updater.learn(demo(3, "demo-3"));
    bind.start();
    settled();
    assertThat(bind.resolve(PRIMARY, Type.A)).containsExactly("127.0.1.3");
    assertThat(updater.announced).extracting(EndpointPublished::epoch).doesNotContain(Epoch.of(2));
  }

  @Test
  void saysThatTheKeyIsNotAccepted() throws Exception {
    TsigKey wrong = new TsigKey("understudy", "hmac-sha256", new byte[32]);
    try (RunningUpdater stranger = new RunningUpdater(Bind.ZONE, wrong, bind.address())) {
      stranger.learn(demo(1, "demo-1"));
      await().until(() -> stranger.outcomes.contains(Outcome.NOT_AUTHENTIC));
      assertThat(bind.resolve(PRIMARY, Type.A)).isEmpty();
    }
  }

  @Test
  void saysThatTheServerIsNotAuthoritative() {
    try (RunningUpdater lost = new RunningUpdater("elsewhere.test", Bind.KEY, bind.address())) {
      lost.learn(demo(1, "demo-1"));
      await().until(() -> lost.outcomes.contains(Outcome.REFUSED));
    }
  }

  private void settled() {
    Callable<Boolean> idle = () -> updater.pending == 0;
    await().until(idle);
  }
}
