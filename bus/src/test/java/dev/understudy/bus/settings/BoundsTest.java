package dev.understudy.bus.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.Vantage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

  private final Bounds bounds = new Bounds("understudy.test");

  @ParameterizedTest
  @CsvSource({
    "PT0.5S, 500 ms",
    "PT1S, 1 s",
    "PT90S, 90 s",
    "PT10M, 10 min",
    "PT24H, 24 h",
    "PT0S, 0",
    "PT-1S, -1 s",
    "PT0.0001S, PT0.0001S",
    "PT9223372036854775807S, PT2562047788015215H30M7S"
  })
  void timesAreSaidAsPeopleWriteThem(Duration time, String words) {
    assertThat(Bounds.words(time)).isEqualTo(words);
  }

  @Test
  void aRefusalNamesThePropertyAndWhatItMayBe() {
    assertThatThrownBy(
            () ->
                bounds.between(
                    "x", Duration.ofHours(2), Duration.ofMillis(50), Duration.ofMinutes(1)))
        .isInstanceOf(InvalidField.class)
        .hasMessage("understudy.test.x must be 50 ms to 1 min, not 2 h");
    assertThatThrownBy(() -> bounds.between("x", -1, 1, 9))
        .hasMessage("understudy.test.x must be 1 to 9, not -1");
    assertThatThrownBy(() -> bounds.port("x", 70000, 1)).hasMessageContaining("1 to 65535");
    assertThatThrownBy(() -> bounds.parsed("x", "A", Vantage::of))
        .hasMessageStartingWith("understudy.test.x must be 1 to 63 lower-case letters");
    assertThatThrownBy(() -> bounds.noneTwice("x", List.of("a", "b", "a")))
        .hasMessage("understudy.test.x must not have a twice");
    assertThatThrownBy(() -> bounds.file("x", Path.of("/none"), Files::readString))
        .hasMessageStartingWith("understudy.test.x names /none, which can't be used");
    assertThatThrownBy(() -> bounds.atLeast("x", Duration.ofMillis(1), "y", Duration.ofSeconds(1)))
        .hasMessage("understudy.test.x must be at least understudy.test.y, which is 1 s");
  }

  @Test
  void theEndsAreIncluded() {
    assertThat(bounds.between("x", 1, 1, 9)).isEqualTo(1);
    assertThat(bounds.between("x", 9, 1, 9)).isEqualTo(9);
    Duration second = Duration.ofSeconds(1);
    assertThat(bounds.between("x", second, second, second)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.1.1", "::1", "fd00::12", "::ffff:10.0.0.1"})
  void addresses(String address) {
    assertThat(bounds.ipAddress("x", address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "localhost", "256.1.1.1", "1.2.3", "fd00::12::1", "a.b", "cafe"})
  void noAddresses(String address) {
    assertThatThrownBy(() -> bounds.ipAddress("x", address))
        .hasMessageStartingWith("understudy.test.x must be an IP address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", "a.", "a\nb", "ä"})
  void noNames(String name) {
    assertThatThrownBy(() -> bounds.name("x", name))
        .hasMessageStartingWith("understudy.test.x must be 1 to 63 letters");
  }
}
