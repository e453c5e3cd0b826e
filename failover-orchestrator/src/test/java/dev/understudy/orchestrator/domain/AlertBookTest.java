package dev.understudy.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.domain.AlertReading.Level;
import dev.understudy.orchestrator.domain.AlertReading.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertBookTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId TWO = MemberId.of("demo-2");
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private AlertBook book = new AlertBook();
  private final List<AlertEvent> told = new ArrayList<>();
  private Moment now = new Moment(0, START);
  private boolean busIsSlow;

  @Test
  void isRaisedOnlyAfterItHasLasted() {
    pass(9, Level.BAD, Level.GOOD);
    pass(1, Level.GOOD, Level.GOOD);
    pass(9, Level.BAD, Level.GOOD);
    assertThat(told).isEmpty();

    pass(2, Level.BAD, Level.GOOD);
    assertThat(told).hasSize(1);
    assertThat(raised(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(book.standing()).hasSize(1);
  }

  @Test
  void isResolvedOnlyAfterItHasBeenGoodForAsLong() {
    pass(11, Level.BAD, Level.GOOD);
    pass(60, Level.UNSURE, Level.GOOD);
    pass(9, Level.GOOD, Level.GOOD);
    pass(1, Level.UNSURE, Level.GOOD);
    pass(9, Level.GOOD, Level.GOOD);
    assertThat(told).hasSize(1);

    pass(2, Level.GOOD, Level.GOOD);
    assertThat(told.get(1))
        .isEqualTo(
            new AlertResolved(DEMO, AlertKind.REPLICATION_LAG, TWO, null, raised(0).since()));
    assertThat(book.standing()).isEmpty();
  }

  @Test
  void isRaisedAgainWhenItsSeverityChangesAndKeepsItsBeginning() {
    pass(11, Level.BAD, Level.GOOD);
    pass(11, Level.BAD, Level.BAD);
    pass(11, Level.BAD, Level.GOOD);

    assertThat(told)
        .extracting(each -> ((AlertRaised) each).severity())
        .containsExactly(Severity.WARNING, Severity.CRITICAL, Severity.WARNING);
    assertThat(told)
        .extracting(each -> ((AlertRaised) each).since())
        .containsOnly(raised(0).since());
  }

  @Test
  void aRestartForgetsNothingAndRepeatsNothing() {
    pass(11, Level.BAD, Level.BAD);
    AlertRaised before = raised(told.size() - 1);
    told.clear();
    book = new AlertBook();
    book.learn(before);

    pass(30, Level.BAD, Level.BAD);
    assertThat(told).isEmpty();
    pass(11, Level.GOOD, Level.GOOD);
    assertThat(told).hasSize(1).first().isInstanceOf(AlertResolved.class);
  }

  @Test
  void whatTheBusDidNotTakeIsToldAgain() {
    busIsSlow = true;
    pass(11, Level.BAD, Level.GOOD);
    assertThat(told).hasSize(1);
    pass(1, Level.BAD, Level.GOOD);
    assertThat(told).hasSize(1);
    pass(3, Level.BAD, Level.GOOD);
    assertThat(told).hasSize(2);
  }

  @Test
  void ofAMemberThatIsNoMoreIsResolved() {
    pass(11, Level.BAD, Level.GOOD);
    told.clear();

    hand(book.read(DEMO, List.of(), PATIENCE, now));

    assertThat(told).hasSize(1).first().isInstanceOf(AlertResolved.class);
  }

  @Test
  void ofADeletedInstanceAreResolved() {
    pass(11, Level.BAD, Level.GOOD);

    assertThat(book.end()).hasSize(1).first().isInstanceOf(AlertResolved.class);
  }

  private void pass(int seconds, Level warning, Level critical) {
    for (int i = 0; i < seconds; i++) {
      now = now.plus(Duration.ofSeconds(1));
      hand(
          book.read(
              DEMO,
              List.of(reading(Severity.WARNING, warning), reading(Severity.CRITICAL, critical)),
              PATIENCE,
              now));
    }
  }

  private void hand(List<AlertEvent> news) {
    told.addAll(news);
    if (!busIsSlow) {
      news.forEach(book::learn);
    }
  }

  private AlertRaised raised(int index) {
    return (AlertRaised) told.get(index);
  }

  private static AlertReading reading(Severity severity, Level level) {
    return new AlertReading(
        Subject.of(AlertKind.REPLICATION_LAG, TWO),
        severity,
        level,
        WAIT,
        () -> "demo-2 is behind");
  }
}
