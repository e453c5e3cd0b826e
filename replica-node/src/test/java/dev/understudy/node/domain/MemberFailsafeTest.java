package dev.understudy.node.domain;

import static dev.understudy.node.domain.Orders.deposed;
import static dev.understudy.node.domain.Stage.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is told of the time without a lease. */
class MemberFailsafeTest {

  private static final Duration OUTAGE = Stage.LIFETIME.multipliedBy(20);

  private final Stage stage = new Stage();

  private void writeWithoutTheBus() {
    stage.leadEpochOne();
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 2;
    stage.pass(OUTAGE);
    assertThat(stage.onFailsafe()).isTrue();
    assertThat(stage.said(MemberFailsafeEnded.class)).isEmpty();
  }

  private MemberFailsafeEnded told() {
    assertThat(stage.said(MemberFailsafeEnded.class)).hasSize(1);
    return stage.said(MemberFailsafeEnded.class).get(0);
  }

  @Test
  void itIsToldOnceTheBusIsBack() {
    writeWithoutTheBus();
    stage.busOut = false;
    stage.pass(Stage.LIFETIME);
    assertThat(told().lease()).isEqualTo(LeaseState.HELD);
    assertThat(told().epoch()).isEqualTo(Epoch.of(1));
    assertThat(told().lasted())
        .isBetween(OUTAGE.minus(Stage.LIFETIME), OUTAGE.plus(Stage.LIFETIME));
    stage.pass(OUTAGE);
    assertThat(told()).as("nothing more").isNotNull();
  }

  @Test
  void itIsToldWhenAReplicaHasLeft() {
    writeWithoutTheBus();
    stage.engine.attached = 1;
    stage.pass(SHORT);
    assertThat(told().lease()).isEqualTo(LeaseState.NONE);
    assertThat(stage.writing()).isFalse();
  }

  @Test
  void itIsToldWhenTheProcessHasEnded() {
    writeWithoutTheBus();
    stage.crash();
    assertThat(told().lease()).isEqualTo(LeaseState.NONE);
  }

  /** Of the epoch that it was in, though the next one has begun. */
  @Test
  void itIsToldWhenTheLogHasDeposedIt() {
    writeWithoutTheBus();
    stage.order(deposed(2));
    assertThat(told().lease()).isEqualTo(LeaseState.NONE);
    assertThat(told().epoch()).isEqualTo(Epoch.of(1));
  }

  /** It can't be seen then, but it writes on. */
  @Test
  void aBrokenConnectionToTheEngineEndsNothing() {
    writeWithoutTheBus();
    stage.member.disconnected(stage.now());
    stage.settle();
    stage.member.connected(stage.now());
    stage.pass(SHORT);
    assertThat(stage.onFailsafe()).isTrue();
    assertThat(stage.said(MemberFailsafeEnded.class)).isEmpty();
  }

  @Test
  void withoutAnOutageNothingIsTold() {
    stage.leadEpochOne();
    stage.engine.attached = 2;
    stage.pass(OUTAGE);
    stage.order(deposed(2));
    stage.pass(OUTAGE);
    assertThat(stage.said(MemberFailsafeEnded.class)).isEmpty();
  }

  @Test
  void reportsSayWhatPermitsThePrimaryToWrite() {
    stage.leadEpochOne();
    stage.pass(Duration.ofSeconds(1));
    assertThat(lastReported()).isEqualTo(LeaseState.HELD);
    stage.busOut = true;
    stage.engine.attached = 2;
    stage.answering = 2;
    stage.pass(OUTAGE);
    assertThat(lastReported()).isEqualTo(LeaseState.FAILSAFE);
    stage.answering = 1;
    stage.pass(Duration.ofSeconds(2));
    assertThat(lastReported()).isEqualTo(LeaseState.NONE);
  }

  @Test
  void aReplicaHasNoLeaseToReport() {
    stage.followEpochOne();
    stage.pass(Duration.ofSeconds(2));
    assertThat(stage.reports).isNotEmpty();
    assertThat(lastReported()).isNull();
  }

  private LeaseState lastReported() {
    return stage.reports.get(stage.reports.size() - 1).lease();
  }
}
