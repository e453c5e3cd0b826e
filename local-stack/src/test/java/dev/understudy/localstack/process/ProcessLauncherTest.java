package dev.understudy.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLauncherTest {

  @TempDir Path folder;

  @Test
  void startsAndKeepsTheOutput() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        ProcessLauncher.detect().start(List.of("sh", "-c", "echo hello; exit 3"), folder, log);
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(log).hasContent("hello");
  }

  @Test
  void itsChildrenDieWithIt() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv of util-linux");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long childPid = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle child = ProcessHandle.of(childPid).orElseThrow();
    parent.destroyForcibly();
    child.onExit().get(10, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  /** A launcher of its own, to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      Process child =
          ProcessLauncher.detect()
              .start(List.of("sh", "-c", "echo up; exec sleep 600"), folder, folder.resolve("log"));
      while (Files.size(folder.resolve("log")) == 0) {
        child.waitFor(10, TimeUnit.MILLISECONDS);
      }
      System.out.println(child.pid());
      child.waitFor();
    }
  }
}
