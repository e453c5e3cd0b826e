package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class PerRecordNoiseTest {

  private final PerRecordNoise filter = new PerRecordNoise();

  @Test
  void whatIsSaidOfEveryRecordIsLeftOut() {
    assertThat(isShown("SRMSG18206: Unable to write to Kafka from channel %s")).isFalse();
    assertThat(isShown("SRMSG18212: Message %s was not sent to Kafka topic '%s'")).isFalse();
  }

  @Test
  void everythingElseIsShown() {
    assertThat(isShown("SRMSG18217: Unable to read a record from Kafka topics '%s'")).isTrue();
    assertThat(isShown("orders: appending EpochOpened")).isTrue();
    assertThat(isShown(null)).isTrue();
  }

  private boolean isShown(String message) {
    return filter.isLoggable(new LogRecord(Level.SEVERE, message));
  }
}
