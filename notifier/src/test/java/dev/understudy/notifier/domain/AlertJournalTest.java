package dev.understudy.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.notifier.Alerts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertJournalTest {

  private static final Path PROJECT = Path.of("..");
  private static final Instant NOW = Alerts.SINCE;

  private final Alerts demo = new Alerts("demo");
  private final AlertJournal journal = new AlertJournal();
  private long offset;

  private Optional<Notification> read(AlertEvent event, Duration after) {
    offset++;
    return journal.read(offset, event, NOW.plus(after));
  }

  private Optional<Notification> read(AlertEvent event) {
    return read(event, Duration.ofSeconds(offset));
  }

  private List<Notification> readAll(AlertEvent... events) {
    List<Notification> news = new ArrayList<>();
    for (AlertEvent event : events) {
      read(event).ifPresent(news::add);
    }
    return news;
  }

  @Test
  void anAlertIsToldFromItsBeginningToItsEnd() {
    Notification raised = read(demo.lagging()).orElseThrow();
    assertThat(raised.kind()).isEqualTo(NotificationKind.ALERT_RAISED);
    assertThat(raised.severity()).isEqualTo(Severity.WARNING);
    assertThat(raised.letter().subject())
        .isEqualTo(
            "[understudy] demo: warning alert: demo-2 is 312 ms behind its primary; the limit is"
                + " 100 ms for 60 s");
    assertThat(raised.incident().ended()).isFalse();

    Notification resolved = read(demo.caughtUp(), Duration.ofSeconds(75)).orElseThrow();
    assertThat(resolved.kind()).isEqualTo(NotificationKind.ALERT_RESOLVED);
    assertThat(resolved.severity()).isEqualTo(Severity.INFO);
    assertThat(resolved.letter().subject())
        .isEqualTo("[understudy] demo: alert resolved after 75.0 s: replication lag (demo-2)");
    assertThat(resolved.letter().why())
        .containsExactly(
            "It had been raised as warning: demo-2 is 312 ms behind its primary; the limit is 100"
                + " ms for 60 s");
    assertThat(resolved.incident().ended()).isTrue();
    assertThat(resolved.incident().key())
        .isEqualTo(raised.incident().key())
        .isEqualTo("understudy/alert/demo/REPLICATION_LAG/demo-2");
  }

  @Test
  void whatTwoOrchestratorsTellIsToldOnce() {
    Instant ofTheSecond = Alerts.SINCE.plusMillis(40);
    assertThat(
            readAll(
                demo.lagging(),
                demo.lagging(ofTheSecond),
                demo.caughtUp(),
                demo.caughtUp(ofTheSecond),
                demo.lagging()))
        .extracting(Notification::kind)
        .containsExactly(
            NotificationKind.ALERT_RAISED,
            NotificationKind.ALERT_RESOLVED,
            NotificationKind.ALERT_RAISED);
  }

  @Test
  void anotherSeverityIsNewsOfTheSameIncident() {
    List<Notification> news = readAll(demo.lagging(), demo.laggingMore(), demo.lagging());
    assertThat(news)
        .extracting(Notification::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL, Severity.WARNING);
    assertThat(news).extracting(told -> told.incident().key()).containsOnly(incident(news));
    assertThat(news.get(0).incident().closes()).isEmpty();
    assertThat(news.get(1).incident().closes())
        .as("what it takes the place of")
        .extracting(Incident.Opening::severity)
        .containsExactly(Severity.WARNING);
    assertThat(news.get(1).letter().why())
        .contains("Its severity was warning before; it stands since 2026-01-02T03:04:05Z.");
  }

  private static String incident(List<Notification> news) {
    return news.get(0).incident().key();
  }

  @Test
  void anEndIsToldEvenIfItsBeginningIsForgotten() {
    Notification resolved = read(demo.caughtUp(), Duration.ofDays(31)).orElseThrow();
    assertThat(resolved.letter().subject()).contains("resolved after 744 h");
    assertThat(((AlertFacts) resolved.facts()).severity()).isNull();
    assertThat(resolved.incident().closes())
        .extracting(Incident.Opening::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL);
    assertThat(read(demo.caughtUp())).isEmpty();
  }

  @Test
  void alertsOfOtherKindsAndMembersAreOthers() {
    AlertRaised lag = demo.lagging();
    AlertRaised elsewhere =
        new AlertRaised(
            lag.instance(),
            lag.kind(),
            MemberId.of("demo-3"),
            null,
            lag.severity(),
            lag.summary(),
            lag.since());
    List<Notification> news = readAll(lag, elsewhere, demo.nobodyCouldTakeOver(), demo.caughtUp());
    assertThat(news).hasSize(4);
    assertThat(news.subList(0, 3))
        .extracting(told -> told.incident().key())
        .doesNotHaveDuplicates();
    assertThat(read(demo.somebodyCouldTakeOver()).orElseThrow().letter().headline())
        .startsWith("Instance demo: the alert no promotable replica is resolved");
  }

  @Test
  void whatAMemberGaveUpInEachEpochIsTold() {
    List<Notification> news =
        readAll(
            demo.quarantined(7),
            demo.quarantined(9),
            demo.quarantined(9),
            demo.quarantineToldForLong(7));
    assertThat(news)
        .extracting(told -> told.incident().key())
        .containsExactly(
            "understudy/alert/demo/DATA_QUARANTINED/demo-1/7",
            "understudy/alert/demo/DATA_QUARANTINED/demo-1/9",
            "understudy/alert/demo/DATA_QUARANTINED/demo-1/7");
    assertThat(news.get(2).letter().subject()).endsWith(": data quarantined (demo-1, epoch 7)");
    assertThat(news.get(2).letter().next()).noneMatch("Nothing to do."::equals);
  }

  @Test
  void aReplayIsNoNews() {
    assertThat(journal.read(7, demo.lagging(), NOW)).isPresent();
    assertThat(journal.read(9, demo.caughtUp(), NOW)).isPresent();
    assertThat(journal.read(7, demo.lagging(), NOW)).isEmpty();
    assertThat(journal.read(9, demo.caughtUp(), NOW)).isEmpty();
  }

  @Test
  void idsAreStableAndDifferWhereTheNewsDiffers() {
    AlertEvent[] topic = {
      demo.lagging(), demo.laggingMore(), demo.caughtUp(), demo.lagging(), demo.caughtUp()
    };
    List<NotificationId> ids = readAll(topic).stream().map(Notification::id).toList();
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertThat(ids).allSatisfy(id -> assertThat(id.value()).matches("msg_[0-9a-f]{32}"));
    AlertJournalTest restarted = new AlertJournalTest();
    assertThat(restarted.readAll(topic)).extracting(Notification::id).isEqualTo(ids);
  }

  @Test
  void clocksThatDisagreeMakeNoNegativeTime() {
    read(demo.lagging());
    assertThat(read(demo.caughtUp(), Duration.ofSeconds(-3)).orElseThrow().letter().subject())
        .contains("resolved after 0 ms");
  }

  @ParameterizedTest
  @EnumSource
  void everyAlertSaysWhatItMeansAndHasARunbook(AlertKind kind) {
    for (var severity : dev.understudy.contracts.alert.Severity.values()) {
      Notification told =
          new AlertJournal()
              .read(
                  0,
                  new AlertRaised(
                      demo.lagging().instance(), kind, null, null, severity, "not well", NOW),
                  NOW)
              .orElseThrow();
      assertThat(told.letter().why()).singleElement().asString().endsWith(".");
      assertThat(told.letter().next()).hasSize(2).allSatisfy(line -> assertThat(line).isNotBlank());
      String runbook = ((AlertFacts) told.facts()).runbook();
      assertThat(told.letter().next()).last().isEqualTo("Runbook: " + runbook);
      assertThat(Files.isRegularFile(PROJECT.resolve(runbook))).as(runbook).isTrue();
    }
  }
}
