package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken for an event, what is skipped, and what is refused. */
@Timeout(60)
class EventRecordTest {

  private static final int MUTATIONS_PER_TYPE = 1_500;

  /** Null and absent are the same; each is documented where it is declared. */
  private static final Set<String> MAY_BE_MISSING =
      new TreeSet<>(
          Set.of(
              "AlertRaised.epoch",
              "AlertRaised.member",
              "AlertRaised.summary",
              "EndpointPublished.provider",
              "EpochClosed.deposed",
              "EpochClosed.deposedOffset",
              "EpochClosed.measuredLossBytes",
              "EpochClosed.measuredOutageMillis",
              "EpochClosed.primary",
              "EpochClosed.promotedOffset",
              "EpochOpened.deposed",
              "EpochOpened.deposedOffset",
              "EpochOpened.openedBy",
              "FailoverAcknowledged.by",
              "FailoverBlocked.explanation",
              "InstanceSpec.alerts",
              "MemberExited.runId",
              "MemberJoined.intact",
              "MemberPromoted.replicationId",
              "MemberQuarantined.keysDiffering",
              "MemberQuarantined.path",
              "MemberQuarantined.problem",
              "MemberReported.intact",
              "MemberReported.lease",
              "NodeAnnounced.engine",
              "NotificationAttempted.detail",
              "PrimaryElected.estimatedLossBytes",
              "TopologySnapshot.blockReason",
              "TopologySnapshot.primary",
              "TopologySnapshot.reason"));

  static Iterable<Golden> goldens() {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void whatIsSoundIsRead(Golden golden) {
    assertThat(EventRecord.decode(golden.record(golden.json()))).contains(golden.event());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void fieldsOfLaterVersionsAreSkipped(Golden golden) {
    ObjectNode later = (ObjectNode) golden.tree();
    later.putObject("fieldOfLater").putArray("deep").add(1);
    assertThat(EventRecord.decode(golden.record(Golden.bytes(later)))).contains(golden.event());
  }

  @Test
  void onlyWhatMayBeMissingMayBeMissing() {
    Set<String> accepted = new TreeSet<>();
    for (Golden golden : Golden.all()) {
      golden.tree().fieldNames().forEachRemaining(field -> acceptsWithout(golden, field, accepted));
    }
    assertThat(accepted).isEqualTo(MAY_BE_MISSING);
  }

  private static void acceptsWithout(Golden golden, String field, Set<String> accepted) {
    ObjectNode less = (ObjectNode) golden.tree();
    less.remove(field);
    ObjectNode withNull = (ObjectNode) golden.tree();
    withNull.putNull(field);
    boolean without = accepts(golden, less);
    assertThat(accepts(golden, withNull))
        .as("%s, %s: null as absent", golden, field)
        .isEqualTo(without);
    if (without) {
      accepted.add(golden + "." + field);
    }
  }

  private static boolean accepts(Golden golden, JsonNode data) {
    try {
      // Without its place: a missing field may be a part of the key.
      return EventCodec.decode(golden.headers(), Golden.bytes(data)).isPresent();
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /** No mutation does more harm than to be refused, and what is read is what was meant. */
  @ParameterizedTest
  @MethodSource("goldens")
  void mutationsAreReadOrRefused(Golden golden) {
    for (int i = 0; i < MUTATIONS_PER_TYPE; i++) {
      long seed = golden.type().getSimpleName().hashCode() * 1_000_003L + i;
      byte[] data = new Mutations(new Random(seed)).mutate(golden);
      try {
        judge(golden, data);
      } catch (RuntimeException | Error e) {
        fail("%s, seed %d: %s", golden, seed, abbreviated(data), e);
      }
    }
  }

  private static void judge(Golden golden, byte[] data) {
    Optional<Event> event;
    long begun = System.nanoTime();
    try {
      event = EventRecord.decode(golden.record(data));
    } catch (IllegalArgumentException refused) {
      assertThat(DeadLetter.reason(refused.getMessage())).hasSizeBetween(5, 501);
      return;
    } finally {
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(5);
    }
    assertThat(event).isPresent();
    Event read = event.get();
    assertThat(EventCodec.decode(golden.headers(), EventCodec.encode(read)))
        .as("what was read, written and read again")
        .contains(read);
  }

  private static String abbreviated(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"instance\":\"demo\",\"epoch\":\"3\",\"by\":\"x\"}', not a FailoverAcknowledged",
    "'{\"instance\":\"demo\",\"epoch\":3.0,\"by\":\"x\"}', not a FailoverAcknowledged",
    "'{\"instance\":\"demo\",\"epoch\":9223372036854775808,\"by\":\"x\"}', epoch",
    "'{\"instance\":\"demo\",\"epoch\":-3,\"by\":\"x\"}', epoch must not be negative",
    "'{\"instance\":\"demo\",\"epoch\":null,\"by\":\"x\"}', epoch",
    "'{\"instance\":\"demo\",\"by\":\"x\"}', epoch is required",
    "'{\"instance\":\"De mo\",\"epoch\":3,\"by\":\"x\"}', instance must be 1 to 63",
    "'{\"instance\":\"demo\",\"epoch\":3,\"by\":\"x\"} {}', Trailing",
    "'[]', FailoverAcknowledged",
    "'', FailoverAcknowledged",
    "'null', no data"
  })
  void aRefusalSaysWhatIsWrong(String data, String words) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    Headers headers = Golden.headers("dev.understudy.FailoverAcknowledged.v1");
    String key = "demo/3/FailoverAcknowledged/1";
    assertThatThrownBy(
            () -> EventRecord.decode(Golden.record(Topics.DECISIONS, key, bytes, headers)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    // A decision's offset on another topic would count as one of the log's.
    "understudy.members, demo/3/FailoverAcknowledged/1, belongs to understudy.decisions",
    "understudy.decisions, other/3/FailoverAcknowledged/1, the key is other/3",
    "understudy.decisions, demo/4/FailoverAcknowledged/1, the key is demo/4",
    "understudy.decisions, demo/3/EpochOpened/1, the key is demo/3/EpochOpened",
    "understudy.decisions, demo, the key is demo",
    "understudy.decisions, , the key is null"
  })
  void whatIsElsewhereIsRefused(String topic, String key, String words) {
    byte[] sound =
        "{\"instance\":\"demo\",\"epoch\":3,\"by\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    Headers headers = Golden.headers("dev.understudy.FailoverAcknowledged.v1");
    assertThatThrownBy(() -> EventRecord.decode(Golden.record(topic, key, sound, headers)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void dataThatIsTooLongIsNotEvenParsed() {
    Golden golden = Golden.all().get(0);
    byte[] long_ = new byte[EventCodec.MOST_DATA_BYTES + 1];
    assertThatThrownBy(() -> EventRecord.decode(golden.record(long_)))
        .hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void typesOfLaterVersionsAreSkippedWhateverTheirDataAndKey() {
    byte[] garbage = {(byte) 0xff, 0, 1};
    Headers headers = Golden.headers("dev.understudy.EpochOpened.v2");
    assertThat(EventRecord.decode(Golden.record(Topics.DECISIONS, null, garbage, headers)))
        .isEmpty();
  }

  @Test
  void aTypeThatIsMissingIsRefused() {
    Golden golden = Golden.all().get(0);
    Headers empty = new RecordHeaders();
    empty.add("ce_type", null);
    for (Headers headers : new Headers[] {new RecordHeaders(), empty}) {
      assertThatThrownBy(
              () ->
                  EventRecord.decode(
                      Golden.record(Topics.INSTANCES, "demo", golden.json(), headers)))
          .hasMessageContaining("ce_type is missing");
    }
  }

  @Test
  void aTimeThatNoClockShowsIsNone() {
    for (String time :
        new String[] {
          "",
          "yesterday",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59Z",
          "1969-12-31T23:59:59Z",
          "2263-01-01T00:00:00Z"
        }) {
      Headers headers = new RecordHeaders();
      headers.add("ce_time", time.getBytes(StandardCharsets.UTF_8));
      assertThat(EventCodec.time(headers)).as(time).isEmpty();
    }
    Headers none = new RecordHeaders();
    none.add("ce_time", null);
    assertThat(EventCodec.time(none)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "understudy.decisions, demo/1/EpochOpened/x, nothing is ever deleted",
    "understudy.members, demo/demo-1, nothing is ever deleted",
    "understudy.health, demo/a, nothing is ever deleted",
    "understudy.alerts, demo/REPLICA_LOST, nothing is ever deleted",
    "understudy.notifications, demo/x, nothing is ever deleted",
    "understudy.instances, , instance must be",
    "understudy.instances, Demo!, instance must be",
    "understudy.topology, demo/x, instance must be",
    "understudy.nodes, , node must be",
    "understudy.endpoints, , key is required"
  })
  void aTombstoneWhereNoneBelongsIsRefused(String topic, String key, String words) {
    assertThatThrownBy(
            () -> EventRecord.decode(Golden.record(topic, key, null, new RecordHeaders())))
        .hasMessageContaining(words);
  }

  @Test
  void aTombstoneWhereOneBelongsIsNoEvent() {
    assertThat(
            EventRecord.decode(Golden.record(Topics.INSTANCES, "demo", null, new RecordHeaders())))
        .isEmpty();
  }
}
