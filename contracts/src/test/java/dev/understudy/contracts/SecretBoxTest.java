package dev.understudy.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

  @TempDir Path folder;

  @Test
  void opensWhatItSealedInItsContextOnly() throws Exception {
    SecretBox box = SecretBox.fromFile(keyFile("one", (byte) 1));

    SealedSecret sealed = box.seal("demo/default", "s3cret");

    assertThat(box.open("demo/default", sealed)).isEqualTo("s3cret");
    assertThatThrownBy(() -> box.open("other/default", sealed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other/default");
    assertThat(box.seal("demo/default", "s3cret")).isNotEqualTo(sealed);
  }

  @Test
  void namesAWrongKey() throws Exception {
    SealedSecret sealed = SecretBox.fromFile(keyFile("one", (byte) 1)).seal("x", "s3cret");
    SecretBox other = SecretBox.fromFile(keyFile("two", (byte) 2));

    assertThatThrownBy(() -> other.open("x", sealed)).hasMessageContaining("sealed under key");
  }

  @Test
  void refusesAKeyFileWithoutAKeyAndDoesNotRepeatIt() throws Exception {
    Path file = Files.writeString(folder.resolve("bad"), "not a key!");

    assertThatThrownBy(() -> SecretBox.fromFile(file))
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("not a key!");
  }

  private Path keyFile(String name, byte filler) throws Exception {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, filler);
    return Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
  }
}
