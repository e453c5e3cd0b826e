package dev.understudy.node.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.node.domain.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes of one id on one topic, which everybody reads when it is told to. */
class AnnouncerTest {

  private static final Duration HEARTBEAT = NodeAnnounced.HEARTBEAT;
  private static final Duration SILENCE = HEARTBEAT.multipliedBy(3);
  private static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          1024,
          Duration.ofSeconds(5));

  private final ManualCore core = new ManualCore();
  private final List<NodeAnnounced> topic = new ArrayList<>();
  private final Announcer here = announcer("127.0.1.1");

  private Announcer announcer(String address) {
    Hosting hosting =
        new Hosting(NodeId.of("a"), "local", "a", address, 1 << 30, "redis 7", TIMINGS, false);
    return new Announcer(hosting, () -> 42, core, new ToTheTopic());
  }

  private static NodeAnnounced from(String node, String address) {
    return new NodeAnnounced(NodeId.of(node), "local", "a", address, 1 << 30, 0, "redis 7");
  }

  private static NodeAnnounced another() {
    return from("a", "127.0.1.2");
  }

  private void readTo(Announcer... readers) {
    List<NodeAnnounced> records = List.copyOf(topic);
    topic.clear();
    for (Announcer reader : readers) {
      records.forEach(reader::heard);
    }
  }

  @Test
  void theIdIsItsOwnWhenItsAnnouncementIsReadBack() {
    here.begin();
    assertThat(here.isOwn()).isFalse();
    assertThat(topic).singleElement().extracting(NodeAnnounced::reservedBytes).isEqualTo(42L);
    readTo(here);
    assertThat(here.isOwn()).isTrue();
    assertThat(here.own().toCompletableFuture()).isCompleted();
  }

  /** Its predecessor had the same address, or was silent for long; other nodes don't matter. */
  @Test
  void aRestartedNodeWaitsForNobody() {
    here.heard(from("a", "127.0.1.1"));
    here.heard(from("b", "127.0.1.2"));
    assertThat(here.isOwn()).as("that was its predecessor").isFalse();
    here.begin();
    readTo(here);
    assertThat(here.isOwn()).isTrue();
  }

  @Test
  void aNodeWhoseIdAnotherHasSaysNothingUntilThatIsSilent() {
    here.heard(another());
    here.begin();
    for (int i = 0; i < 10; i++) {
      core.pass(HEARTBEAT);
      here.heard(another());
    }
    assertThat(topic).isEmpty();
    core.pass(SILENCE.minusMillis(1));
    assertThat(topic).isEmpty();
    core.pass(HEARTBEAT);
    assertThat(topic).isNotEmpty();
    readTo(here);
    assertThat(here.isOwn()).isTrue();
  }

  @Test
  void ofTwoThatBeginAtOnceTheFirstInTheTopicHasTheId() {
    Announcer there = announcer("127.0.1.2");
    here.begin();
    there.begin();
    readTo(here, there);
    for (int i = 0; i < 10; i++) {
      core.pass(HEARTBEAT);
      assertThat(topic).extracting(NodeAnnounced::address).containsOnly("127.0.1.1");
      readTo(here, there);
    }
    assertThat(here.isOwn()).isTrue();
    assertThat(there.isOwn()).isFalse();
    here.stop();
    core.pass(SILENCE.plus(HEARTBEAT));
    readTo(here, there);
    assertThat(there.isOwn()).isTrue();
  }

  /** It has members to look after; who comes later is refused. */
  @Test
  void aNodeThatHasItsIdGoesOnWhateverOthersSay() {
    here.begin();
    readTo(here);
    here.heard(another());
    core.pass(HEARTBEAT);
    assertThat(topic).isNotEmpty();
    assertThat(here.isOwn()).isTrue();
  }

  @Test
  void aNodeThatEndsIsAnnouncedNoMore() {
    here.begin();
    here.stop();
    topic.clear();
    core.pass(HEARTBEAT.multipliedBy(5));
    assertThat(topic).isEmpty();
  }

  private final class ToTheTopic implements Outbox {
    @Override
    public void announce(NodeAnnounced event) {
      topic.add(event);
    }

    @Override
    public void publish(MemberEvent event) {
      throw new AssertionError("no members here");
    }

    @Override
    public void report(MemberReported event) {
      throw new AssertionError("no members here");
    }

    @Override
    public void renew(LeaseRenewed renewal) {
      throw new AssertionError("no members here");
    }
  }
}
