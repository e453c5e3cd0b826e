package dev.understudy.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.localstack.engine.EngineBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class EnginesTest {

  @TempDir Path work;
  @TempDir Path elsewhere;
  private Process ours;
  private Process others;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/cwd")), "engines are recognized only on Linux");
    ours = engine(Files.createDirectories(work.resolve("node-a/demo/demo-1")));
    others = engine(elsewhere);
  }

  private Process engine(Path folder) throws Exception {
    Path binary = EngineBinary.find(null, work.resolve("engine"), System.getenv("PATH")).path();
    int port = FreePort.anywhere();
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--pidfile",
                folder.resolve("redis.pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitPong(port, process);
    return process;
  }

  private static void awaitPong(int port, Process process) throws Exception {
    while (process.isAlive()) {
      try (Jedis jedis = new Jedis("127.0.0.1", port)) {
        assertThat(jedis.ping()).isEqualTo("PONG");
        return;
      } catch (JedisConnectionException e) {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("the engine ended");
  }

  @AfterEach
  void stop() {
    for (Process process : new Process[] {ours, others}) {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void endsWhatWorksInItsFolderAndNothingElse() throws Exception {
    Engines engines = new Engines(work);
    assertThat(engines.end(Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(ours.isAlive()).isFalse();
    assertThat(others.isAlive()).isTrue();
    assertThat(engines.running()).isEmpty();
  }

  @Test
  void killsOneThatHangs() throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(ours.pid())).start().waitFor();
    assertThat(new Engines(work).end(Duration.ofMillis(200))).isEqualTo(1);
    assertThat(ours.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void knowsAMembersProcess() {
    Path folder = work.resolve("node-a/demo/demo-1");
    assertThat(new Engines(work).pid(folder)).hasValue(ours.pid());
  }

  @Test
  void believesNoPidFileThatNamesSomebodyElsesProcess() throws Exception {
    Path folder = Files.createDirectories(work.resolve("node-b/demo/demo-2"));
    Files.writeString(folder.resolve("redis.pid"), Long.toString(others.pid()));
    assertThat(new Engines(work).pid(folder)).isEmpty();
    new Engines(work).end(Duration.ofSeconds(5));
    assertThat(others.isAlive()).isTrue();
  }
}
