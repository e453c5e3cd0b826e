package dev.understudy.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.demo.WriteLog.Ack;
import dev.understudy.localstack.demo.WriteLog.Gap;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteLogTest {

  private static final String OLD = "127.0.1.1";
  private static final String NEW = "127.0.1.2";

  private static Ack ack(long number, long millis, String host) {
    return new Ack(number, millis * 1_000_000, host);
  }

  private final WriteLog moved =
      new WriteLog(
          List.of(
              ack(1, 0, OLD),
              ack(2, 40, OLD),
              ack(3, 42, OLD),
              ack(9, 120, NEW),
              ack(10, 121, NEW)));

  @Test
  void aMoveIsFromTheLastWriteThereToTheFirstWriteHere() {
    assertThat(moved.move(OLD, NEW)).map(gap -> Measurements.millis(gap.nanos())).hasValue(78L);
  }

  @Test
  void thereIsNoMoveIfNobodyMoved() {
    assertThat(new WriteLog(List.of(ack(1, 0, OLD))).move(OLD, NEW)).isEmpty();
    assertThat(new WriteLog(List.of(ack(1, 0, NEW))).move(OLD, NEW)).isEmpty();
    assertThat(new WriteLog(List.of()).move(OLD, NEW)).isEmpty();
  }

  @Test
  void theLongestGapEndsAfterTheGivenTime() {
    assertThat(moved.longestGap(41_000_000)).map(Gap::nanos).hasValue(78_000_000L);
    assertThat(moved.longestGap(120_000_000)).map(Gap::nanos).hasValue(1_000_000L);
    assertThat(moved.longestGap(121_000_000)).isEmpty();
  }

  @Test
  void theClockMayHaveAnyOrigin() {
    long origin = Long.MAX_VALUE - 10;
    WriteLog log = new WriteLog(List.of(new Ack(1, origin, OLD), new Ack(2, origin + 20, NEW)));
    assertThat(log.longestGap(origin)).map(Gap::nanos).hasValue(20L);
  }
}
