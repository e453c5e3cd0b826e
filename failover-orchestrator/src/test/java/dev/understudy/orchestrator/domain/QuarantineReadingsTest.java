package dev.understudy.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberQuarantined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineReadingsTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId ONE = MemberId.of("demo-1");
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String FILE = "/data/salvage/demo-1-epoch-6.rdb";

  private QuarantineReadings readings = new QuarantineReadings();
  private AlertBook book = new AlertBook();
  private final List<AlertEvent> told = new ArrayList<>();
  private Moment now = new Moment(0, START);

  @Test
  void isToldAtOnceWithItsFigures() {
    readings.learn(event(7, FILE, 1200L, true, null));
    look();

    assertThat(told)
        .containsExactly(
            alert(
                "demo-1, primary of epoch 6, came back with 51,200 bytes that its successor lacks;"
                    + " keys that differ: 1,200; its dataset is saved on node a as "
                    + FILE));
  }

  @Test
  void saysWhatCouldNotBeDone() {
    readings.learn(event(7, FILE, 100L, false, "only the first were compared"));
    readings.learn(event(9, null, null, false, "no time"));
    look();

    assertThat(told)
        .extracting(each -> ((AlertRaised) each).summary())
        .anyMatch(
            words ->
                words.contains("keys that differ: at least 100;")
                    && words.endsWith(FILE + " (only the first were compared)"))
        .anyMatch(
            words ->
                words.endsWith(
                    "keys that differ: unknown; its dataset could not be saved (no time)"));
  }

  @Test
  void heartbeatsAloneAreNoLoss() {
    readings.learn(event(7, FILE, 0L, true, null));
    look();
    assertThat(told).isEmpty();

    readings.learn(event(7, FILE, 0L, false, "only the first were compared"));
    look();
    assertThat(told).as("others may differ").hasSize(1);
  }

  @Test
  void whatIsSaidAgainIsNotToldAgain() {
    readings.learn(event(7, FILE, 12L, true, null));
    look();
    readings.learn(event(7, FILE, 14L, true, null));
    look();

    assertThat(told).hasSize(1);
  }

  @Test
  void standsForADayAndForARestart() {
    readings.learn(event(7, FILE, 12L, true, null));
    look();
    AlertRaised raised = (AlertRaised) told.get(0);
    readings = new QuarantineReadings();
    book = new AlertBook();
    book.learn(raised);

    pass(QuarantineReadings.STANDS_FOR.minusSeconds(1));
    assertThat(told).hasSize(1);
    assertThat(book.standing()).containsExactly(raised);

    pass(Duration.ofSeconds(1));
    assertThat(told.get(1))
        .isEqualTo(
            new AlertResolved(DEMO, AlertKind.DATA_QUARANTINED, ONE, Epoch.of(7), raised.since()));
    pass(Duration.ofSeconds(1));
    assertThat(told).hasSize(2);
    assertThat(book.standing()).isEmpty();
  }

  @Test
  void eachEpochIsToldByItself() {
    readings.learn(event(7, FILE, 12L, true, null));
    look();
    pass(Duration.ofHours(1));
    readings.learn(event(9, FILE, 12L, true, null));
    look();

    assertThat(told).extracting(AlertEvent::epoch).containsExactly(Epoch.of(7), Epoch.of(9));
    assertThat(told)
        .extracting(AlertEvent::key)
        .first()
        .isEqualTo("demo/DATA_QUARANTINED/demo-1/7");
    pass(Duration.ofHours(23));
    assertThat(book.standing()).extracting(AlertRaised::epoch).containsExactly(Epoch.of(9));
  }

  @Test
  void whatAnotherOrchestratorToldIsNotToldAgain() {
    readings.learn(event(7, FILE, 12L, true, null));
    book.learn(alert("the same, in other words"));
    look();

    assertThat(told).isEmpty();
  }

  @Test
  void ofADeletedInstanceNothingIsTold() {
    readings.learn(event(7, FILE, 12L, true, null));
    readings.end();
    look();

    assertThat(told).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    look();
  }

  /** The bus hands back what is told. */
  private void look() {
    List<AlertEvent> news = book.read(DEMO, readings.of(book.standing(), now), PATIENCE, now);
    told.addAll(news);
    news.forEach(book::learn);
  }

  private static AlertRaised alert(String summary) {
    return new AlertRaised(
        DEMO, AlertKind.DATA_QUARANTINED, ONE, Epoch.of(7), Severity.WARNING, summary, START);
  }

  private static MemberQuarantined event(
      long epoch, String path, Long keys, boolean complete, String problem) {
    return new MemberQuarantined(
        DEMO,
        ONE,
        NodeId.of("a"),
        Epoch.of(epoch),
        Epoch.of(epoch - 1),
        path,
        51_200,
        keys,
        complete,
        problem);
  }
}
