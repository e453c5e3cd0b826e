package dev.understudy.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceJournalTest {

  private static final Instant NOW = Decisions.SUSPECTED;

  private final Decisions demo = new Decisions("demo");

  private static List<Notification> read(Decision... log) {
    InstanceJournal journal = new InstanceJournal();
    List<Notification> news = new ArrayList<>();
    for (int offset = 0; offset < log.length; offset++) {
      journal.read(offset, log[offset], NOW).ifPresent(news::add);
    }
    return news;
  }

  private static Notification last(Decision... log) {
    List<Notification> news = read(log);
    return news.get(news.size() - 1);
  }

  @Test
  void creationIsNoNews() {
    Decision closed = demo.closed(1, Cause.INSTANCE_CREATED, EpochOutcome.COMPLETED);
    assertThat(read(demo.created(), demo.elected(1, 1), closed)).isEmpty();
  }

  @Test
  void aFailoverIsToldFromItsBeginningToItsEnd() {
    List<Notification> news =
        read(
            demo.created(),
            demo.crashed(2),
            demo.elected(2),
            demo.closed(2, EpochOutcome.COMPLETED));
    assertThat(news)
        .extracting(Notification::kind)
        .containsExactly(NotificationKind.FAILOVER_STARTED, NotificationKind.FAILOVER_COMPLETED);
    assertThat(news)
        .extracting(told -> told.letter().subject())
        .containsExactly(
            "[understudy] demo: failover from demo-1 started (primary crashed)",
            "[understudy] demo: failover to demo-2 completed in 84 ms");
  }

  @Test
  void theEndSaysWhyAndWhatItCost() {
    Notification end =
        last(
            demo.created(),
            demo.crashed(2),
            demo.elected(2),
            demo.closed(2, EpochOutcome.COMPLETED));
    assertThat(end.letter().headline()).contains("demo-2 is the primary now, demo-1 was before");
    assertThat(end.letter().why())
        .containsExactly(
            "Cause: primary crashed.",
            "node a: the process <redis> exited with 137",
            "demo-3 was not elected: lower priority (same offset)");
    assertThat(end.letter().cost())
        .containsExactly(
            "Nothing was lost.",
            "The probers saw no primary for 1084 ms.",
            "It took 84 ms (detect 12 ms, elect 18 ms, promote 20 ms, follow 40 ms, dns 34 ms).");
    assertThat(end.letter().next()).singleElement().asString().contains("what happened to demo-1");
    FailoverFacts facts = (FailoverFacts) end.facts();
    assertThat(facts.estimatedLossBytes()).isEqualTo(17);
    assertThat(facts.measuredLossBytes()).isZero();
    assertThat(facts.measuredOutageMillis()).isEqualTo(1084);
  }

  @Test
  void aSwitchoverIsCalledOne() {
    List<Notification> news =
        read(
            demo.created(),
            demo.switchover(2),
            demo.elected(2, 1),
            demo.closed(2, Cause.SWITCHOVER, EpochOutcome.RESUMED));
    assertThat(news)
        .extracting(told -> told.letter().subject())
        .containsExactly(
            "[understudy] demo: switchover from demo-1 to demo-2 started",
            "[understudy] demo: switchover did not happen, demo-1 stays the primary");
    assertThat(news.get(1).kind()).isEqualTo(NotificationKind.FAILOVER_FAILED);
  }

  @Test
  void aFailureIsTold() {
    Notification end = last(demo.created(), demo.crashed(2), demo.closed(2, EpochOutcome.FAILED));
    assertThat(end.kind()).isEqualTo(NotificationKind.FAILOVER_FAILED);
    assertThat(end.letter().subject()).isEqualTo("[understudy] demo: failover from demo-1 failed");
  }

  @ParameterizedTest
  @EnumSource
  void everyBlockSaysWhyAndWhatToDo(BlockReason reason) {
    Notification told = last(demo.created(), demo.elected(1, 1), demo.blocked(1, reason));
    assertThat(told.kind()).isEqualTo(NotificationKind.FAILOVER_BLOCKED);
    assertThat(told.letter().subject())
        .isEqualTo("[understudy] demo: failover blocked: " + Words.of(reason));
    assertThat(told.letter().headline()).contains("The primary is demo-1", "as a test wants it");
    assertThat(told.letter().why()).contains("vantage b: REFUSED");
    assertThat(told.letter().next()).singleElement().asString().isNotBlank();
  }

  @Test
  void whatDoesNotCountIsNoNews() {
    assertThat(
            read(
                demo.created(),
                demo.crashed(2),
                demo.crashed(2),
                demo.crashed(5),
                demo.closed(1, EpochOutcome.COMPLETED),
                demo.blocked(2, BlockReason.COOLDOWN),
                demo.blocked(2, BlockReason.COOLDOWN)))
        .extracting(Notification::kind)
        .containsExactly(NotificationKind.FAILOVER_STARTED, NotificationKind.FAILOVER_BLOCKED);
  }

  @Test
  void aReplayIsNoNews() {
    InstanceJournal journal = new InstanceJournal();
    journal.read(0, demo.created(), NOW);
    assertThat(journal.read(1, demo.crashed(2), NOW)).isPresent();
    assertThat(journal.read(0, demo.created(), NOW)).isEmpty();
    assertThat(journal.read(1, demo.crashed(2), NOW)).isEmpty();
  }

  @Test
  void idsAreStableAndDifferWhereTheNewsDiffers() {
    Decision[] log = {
      demo.created(),
      demo.crashed(2),
      demo.blocked(2, BlockReason.COOLDOWN),
      demo.blocked(2, BlockReason.NO_HEALTHY_REPLICA),
      demo.closed(2, EpochOutcome.FAILED),
      demo.crashed(3)
    };
    List<NotificationId> ids = read(log).stream().map(Notification::id).toList();
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertThat(read(log)).extracting(Notification::id).isEqualTo(ids);
    assertThat(ids).allSatisfy(id -> assertThat(id.value()).matches("msg_[0-9a-f]{32}"));
    Decision elsewhere = new Decisions("other").crashed(2);
    assertThat(NotificationId.of(NotificationKind.FAILOVER_STARTED, elsewhere, "", NOW))
        .isNotEqualTo(ids.get(0));
    assertThat(
            NotificationId.of(
                NotificationKind.FAILOVER_STARTED, demo.crashed(2), "", NOW.plusMillis(1)))
        .isNotEqualTo(ids.get(0));
  }

  @Test
  void phasesThatWereNotSeenAreLeftOut() {
    var timeline =
        new Timeline(null, NOW, NOW.plusMillis(20), null, null, null, NOW.plusSeconds(12));
    Phases phases = Phases.of(timeline);
    assertThat(phases.millis()).isEqualTo(Map.of("elect", 20L));
    assertThat(phases.total()).contains(Duration.ofSeconds(12));
    assertThat(Words.time(Duration.ofSeconds(12))).isEqualTo("12.0 s");
    assertThat(Words.time(Duration.ofMinutes(75))).isEqualTo("75 min");
    assertThat(Words.time(Duration.ofDays(2))).isEqualTo("48 h");
    assertThat(Words.bytes(1234567)).isEqualTo("1,234,567 bytes");
  }

  @Test
  void receiptsTellWhatIsDone() {
    DeliveryHistory history = new DeliveryHistory(2);
    NotificationId id = new NotificationId("msg_1");
    history.note(receipt("msg_1", "mail", 1, DeliveryOutcome.WILL_RETRY));
    assertThat(history.of(id, "mail")).isEqualTo(new DeliveryHistory.Progress(1, false));
    history.note(receipt("msg_1", "mail", 2, DeliveryOutcome.DELIVERED));
    assertThat(history.of(id, "mail")).isEqualTo(new DeliveryHistory.Progress(2, true));
    assertThat(history.of(id, "webhook:ops").finished()).isFalse();
    Stream.of("msg_2", "msg_3")
        .forEach(newer -> history.note(receipt(newer, "mail", 1, DeliveryOutcome.GAVE_UP)));
    assertThat(history.of(id, "mail").attempts()).isZero();
    assertThat(history.of(new NotificationId("msg_3"), "mail").finished()).isTrue();
  }

  private NotificationAttempted receipt(
      String id, String channel, int attempt, DeliveryOutcome outcome) {
    return new NotificationAttempted(
        demo.created().instance(), id, channel, attempt, outcome, "", Duration.ZERO);
  }
}
