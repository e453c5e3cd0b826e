package dev.understudy.contracts.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

  private static final String OLD = key(1);
  private static final String NEW = key(2);

  @TempDir Path folder;

  @Test
  void opensWhatItSealed() throws IOException {
    SecretBox box = box(OLD);
    SealedSecret sealed = box.seal("demo/default", "open sesame");
    assertThat(sealed.toString()).doesNotContain("sesame");
    assertThat(box.open("demo/default", sealed)).isEqualTo("open sesame");
    assertThat(box.seal("demo/default", "open sesame")).isNotEqualTo(sealed);
  }

  @Test
  void opensNothingThatWasSealedForSomethingElse() throws IOException {
    SecretBox box = box(OLD);
    SealedSecret sealed = box.seal("demo/default", "open sesame");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box.open("other/default", sealed))
        .withMessageContaining("other/default");
  }

  @Test
  void aNewKeyInFrontSealsAndTheOldOneStillOpens() throws IOException {
    SealedSecret before = box(OLD).seal("demo/default", "open sesame");
    SecretBox rotated = box(NEW + "\n" + OLD + "\n");
    assertThat(rotated.open("demo/default", before)).isEqualTo("open sesame");

    SealedSecret after = rotated.seal("demo/default", "open sesame");

    assertThat(after.keyId()).isNotEqualTo(before.keyId());
    assertThat(box(NEW).open("demo/default", after)).isEqualTo("open sesame");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box(NEW).open("demo/default", before))
        .withMessageContaining("sealed under key " + before.keyId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "not base64!", "c2hvcnQ="})
  void saysWhichFileIsNoKeyFile(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box(text))
        .withMessageContaining("secrets.key must hold 1 to 16 keys");
  }

  @Test
  void neverShowsWhatIsInTheFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box(OLD + "\nnot base64!"))
        .withMessageNotContainingAny(OLD, "not base64")
        .withNoCause();
  }

  private SecretBox box(String text) throws IOException {
    return SecretBox.fromFile(Files.writeString(folder.resolve("secrets.key"), text));
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return Base64.getEncoder().encodeToString(key);
  }
}
