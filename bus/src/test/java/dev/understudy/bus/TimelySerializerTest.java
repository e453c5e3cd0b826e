package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TimelySerializerTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final byte[] DATA = {1, 2};

  private final TimelySerializer serializer =
      new TimelySerializer(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void whatWasSaidInTimeIsSent() {
    assertThat(send(Topics.DECISIONS, TimelySerializer.LONGEST_WAIT)).isEqualTo(DATA);
    assertThat(send(Topics.DECISIONS, Duration.ofHours(-1))).isEqualTo(DATA);
  }

  @Test
  void whatHasWaitedForTooLongIsNot() {
    assertThatThrownBy(() -> send(Topics.DECISIONS, TimelySerializer.LONGEST_WAIT.plusMillis(1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("10001 ms");
  }

  @Test
  void deadLettersAndTombstonesHaveNoSuchTime() {
    String deadLetters = Topics.deadLetters(Topics.HEALTH);
    assertThat(send(deadLetters, Duration.ofDays(1))).isEqualTo(DATA);
    assertThat(serializer.serialize(Topics.INSTANCES, new RecordHeaders(), null)).isNull();
  }

  private byte[] send(String topic, Duration age) {
    byte[] time = NOW.minus(age).toString().getBytes(StandardCharsets.UTF_8);
    Headers headers = new RecordHeaders().add("ce_time", time);
    return serializer.serialize(topic, headers, DATA);
  }
}
