package dev.understudy.node.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirLockTest {

  @TempDir Path folder;

  /** Holds a folder until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      DataDirLock lock = DataDirLock.take(Path.of(args[0]));
      System.out.println("held");
      System.in.read();
      lock.close();
    }
  }

  private void assertRefused() {
    assertThatThrownBy(() -> DataDirLock.take(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aFolderIsHeldUntilItIsLetGo() throws IOException {
    try (DataDirLock held = DataDirLock.take(folder)) {
      assertThat(held).isNotNull();
      assertRefused();
    }
    DataDirLock.take(folder).close();
  }

  @Test
  void anotherProcessHoldsItUntilThatIsKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      assertRefused();
    } finally {
      other.destroyForcibly().waitFor();
    }
    DataDirLock.take(folder).close();
  }
}
