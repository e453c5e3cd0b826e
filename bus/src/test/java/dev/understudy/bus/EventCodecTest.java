package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventCodecTest {

  private static final Instant TIME = Instant.parse("2030-01-02T03:04:05.678Z");
  private static final FailoverAcknowledged EVENT =
      new FailoverAcknowledged(InstanceId.of("demo"), Epoch.of(3), "ops");

  @Test
  void writesCloudEventsInBinaryModeAndReadsThemBack() {
    Headers headers = EventCodec.headers(EVENT, "/understudy/test", TIME);

    assertThat(text(headers, "ce_specversion")).isEqualTo("1.0");
    assertThat(text(headers, "ce_type")).isEqualTo("dev.understudy.FailoverAcknowledged.v1");
    assertThat(text(headers, "ce_source")).isEqualTo("/understudy/test");
    assertThat(text(headers, "ce_id")).isNotBlank();
    assertThat(EventCodec.time(headers)).contains(TIME);
    assertThat(EventCodec.decode(headers, EventCodec.encode(EVENT))).contains(EVENT);
  }

  @Test
  void skipsATypeOfALaterVersion() {
    Headers headers = new RecordHeaders();
    headers.add("ce_type", "dev.understudy.Unheard.v9".getBytes(StandardCharsets.UTF_8));

    assertThat(EventCodec.decode(headers, "{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void refusesDataThatIsNotWhatItsTypeSays() {
    Headers headers = EventCodec.headers(EVENT, "/understudy/test", TIME);

    for (String data :
        new String[] {"", "{", "[]", "{}", "{\"instance\":\"Not A Label\"}", "null"}) {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> EventCodec.decode(headers, bytes))
          .as(data)
          .isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> EventCodec.decode(new RecordHeaders(), new byte[0]))
        .hasMessageContaining("ce_type");
  }

  @Test
  void allThatConcernsAnInstanceIsInOnePartition() {
    int partition = InstancePartitioner.partition("demo", 12);

    assertThat(InstancePartitioner.partition("demo/7/EpochOpened/x", 12)).isEqualTo(partition);
    assertThat(InstancePartitioner.partition("demo/lease", 12)).isEqualTo(partition);
    assertThat(partition).isBetween(0, 11);
  }

  private static String text(Headers headers, String key) {
    return new String(headers.lastHeader(key).value(), StandardCharsets.UTF_8);
  }
}
