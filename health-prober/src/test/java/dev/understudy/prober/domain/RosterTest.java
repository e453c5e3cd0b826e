package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.prober.Fixtures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final SealedSecret SECRET = new SealedSecret("key", "nonce", "text");
  private static final InstanceSpec SPEC =
      Fixtures.spec(6400, SECRET, Duration.ofSeconds(45), "a", "b");

  private final Roster roster = new Roster();

  @Test
  void instancesAndNodesMayBecomeKnownInEitherOrder() {
    roster.locate(Fixtures.located("a", "127.0.1.1"));
    assertThat(roster.assignment(Fixtures.DEMO)).isEmpty();
    roster.want(SPEC);
    assertThat(targets()).containsExactly(target("a", "127.0.1.1"));
    assertThat(roster.locate(Fixtures.located("b", "127.0.1.2"))).containsExactly(Fixtures.DEMO);
    assertThat(targets()).containsExactly(target("a", "127.0.1.1"), target("b", "127.0.1.2"));
  }

  @Test
  void aHeartbeatIsNoNewsAndAMoveIs() {
    roster.want(SPEC);
    roster.locate(Fixtures.located("a", "127.0.1.1"));
    assertThat(roster.locate(Fixtures.located("a", "127.0.1.1"))).isEmpty();
    assertThat(roster.locate(Fixtures.located("a", "127.0.1.9"))).containsExactly(Fixtures.DEMO);
    assertThat(targets()).containsExactly(target("a", "127.0.1.9"));
  }

  @Test
  void ofTwoWithTheSameRevisionTheFirstCounts() {
    roster.locate(Fixtures.located("a", "127.0.1.1"));
    roster.locate(Fixtures.located("b", "127.0.1.2"));
    InstanceSpec other = Fixtures.spec(6400, SECRET, Duration.ofSeconds(45), "b");
    roster.want(SPEC);
    roster.want(other);
    assertThat(targets()).containsExactly(target("a", "127.0.1.1"), target("b", "127.0.1.2"));
    roster.want(other.withRevision(2));
    assertThat(targets()).containsExactly(target("b", "127.0.1.2"));
  }

  @Test
  void whatIsForgottenIsNotProbed() {
    roster.want(SPEC);
    roster.locate(Fixtures.located("a", "127.0.1.1"));
    assertThat(roster.forget(Fixtures.node("a"))).containsExactly(Fixtures.DEMO);
    assertThat(roster.assignment(Fixtures.DEMO)).isEmpty();
    roster.locate(Fixtures.located("a", "127.0.1.1"));
    roster.forget(Fixtures.DEMO);
    assertThat(roster.assignment(Fixtures.DEMO)).isEmpty();
  }

  private java.util.List<Target> targets() {
    return roster.assignment(Fixtures.DEMO).orElseThrow().targets();
  }

  private static Target target(String letter, String host) {
    return new Target(
        Fixtures.DEMO, Fixtures.member(letter), new Address(host, 6400), "local", letter);
  }
}
