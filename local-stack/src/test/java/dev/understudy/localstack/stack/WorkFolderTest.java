package dev.understudy.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  @TempDir Path parent;

  @Test
  void wipesOnlyWhatIsItsOwn() throws Exception {
    Path folder = parent.resolve("new");
    try (WorkFolder taken = WorkFolder.take(folder)) {
      Files.createDirectories(folder.resolve("a/b"));
      Files.writeString(folder.resolve("a/b/c"), "x");
      taken.wipe();
      assertThat(folder).isDirectoryNotContaining("glob:**a");
    }
    try (WorkFolder again = WorkFolder.take(folder)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void refusesAFolderWithSomebodyElsesFiles() throws Exception {
    Path precious = Files.writeString(parent.resolve("precious"), "x");
    assertThatThrownBy(() -> WorkFolder.take(parent))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("not a work folder of Understudy");
    assertThat(precious).exists();
  }

  @Test
  void isHeldByOneAtATime() throws Exception {
    Path folder = parent.resolve("held");
    try (WorkFolder first = WorkFolder.take(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> WorkFolder.take(folder))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("another stack runs in");
    }
  }
}
