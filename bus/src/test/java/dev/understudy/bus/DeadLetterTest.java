package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  @Test
  void saysWhereTheRecordWasAndWhoCouldNotReadItAndWhy() {
    Headers headers = Golden.headers("dev.understudy.EpochOpened.v1");
    byte[] value = {1, 2, 3};

    DeadLetter letter =
        DeadLetter.of(
            Golden.record(Topics.DECISIONS, "demo", value, headers), "/understudy/x", "broken");

    assertThat(letter.key()).isEqualTo("demo");
    assertThat(letter.value()).isEqualTo(value);
    assertThat(text(letter, "ce_type")).isEqualTo("dev.understudy.EpochOpened.v1");
    assertThat(text(letter, DeadLetter.REASON)).isEqualTo("broken");
    assertThat(text(letter, DeadLetter.SERVICE)).isEqualTo("/understudy/x");
    assertThat(text(letter, DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(text(letter, DeadLetter.OFFSET)).isEqualTo("7");
    assertThat(letter.headers().lastHeader(DeadLetter.FULL_LENGTH)).isNull();
    assertThat(headers.toArray()).as("the record's own").hasSize(1);
  }

  /** What a topic took, perhaps compressed, its dead letters must take as it is. */
  @Test
  void isBoundedWhateverTheRecordIs() {
    Headers headers = new RecordHeaders();
    headers.add("huge", new byte[900_000]);
    headers.add("none", null);
    for (int i = 0; i < 10_000; i++) {
      headers.add("h" + i, new byte[100]);
    }
    byte[] value = new byte[5_000_000];

    DeadLetter letter =
        DeadLetter.of(
            Golden.record(Topics.MEMBERS, "k".repeat(700_000), value, headers), "x", "too much");

    assertThat(letter.key()).hasSize(DeadLetter.LONGEST_KEY);
    assertThat(letter.value()).hasSize(DeadLetter.MOST_VALUE_BYTES);
    assertThat(letter.headers().toArray().length).isLessThanOrEqualTo(DeadLetter.MOST_HEADERS + 5);
    assertThat(letter.headers().lastHeader("huge")).isNull();
    assertThat(text(letter, DeadLetter.FULL_LENGTH)).isEqualTo("5000000");
    assertThat(text(letter, DeadLetter.REASON)).isEqualTo("too much");
  }

  @Test
  void aRecordWithoutKeyAndValueHasOneToo() {
    DeadLetter letter =
        DeadLetter.of(Golden.record(Topics.MEMBERS, null, null, new RecordHeaders()), "x", "y");
    assertThat(letter.key()).isEmpty();
    assertThat(letter.value()).isNull();
  }

  @Test
  void aReasonFitsALineOfTheLog() {
    assertThat(DeadLetter.reason("a\r\n12:00:00 ERROR forged\u001b[31m"))
        .doesNotContainPattern("\\p{Cntrl}");
    assertThat(DeadLetter.reason("x".repeat(10_000))).hasSize(DeadLetter.LONGEST_REASON + 1);
    assertThat(DeadLetter.reason(null)).isEqualTo("no reason was given");
    assertThat(DeadLetter.reason("\n")).isEqualTo("no reason was given");
  }

  @Test
  void whatIsReadAgainIsNotBuriedAgain() {
    Graveyard graveyard = new Graveyard();
    assertThat(graveyard.isFirst("t", 0, 1)).isTrue();
    assertThat(graveyard.isFirst("t", 0, 1)).isFalse();
    assertThat(graveyard.isFirst("t", 1, 1)).isTrue();
    assertThat(graveyard.isFirst("u", 0, 1)).isTrue();
  }

  private static String text(DeadLetter letter, String header) {
    return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
