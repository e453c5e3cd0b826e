package dev.understudy.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.dns.DnsClient;
import dev.understudy.localstack.dns.TestDnsServer;
import dev.understudy.localstack.engine.EngineBinary;
import dev.understudy.localstack.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** On two real engines at two loopback addresses, between which the name moves. */
class WriterTest {

  private static final String NAME = "demo.understudy.test";
  private static final String PASSWORD = "secret";
  private static final String FIRST = "127.0.1.1";
  private static final String SECOND = "127.0.1.2";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final List<Process> engines = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void stop() {
    engines.forEach(Process::destroyForcibly);
  }

  @Test
  void followsTheNameWhenItsServerDies() throws Exception {
    int port = FreePort.atAll(2);
    Process first = engine(FIRST, port);
    engine(SECOND, port);
    try (TestDnsServer dns = TestDnsServer.start(NAME, FIRST)) {
      var target = new Writer.Target(new DnsClient(dns.address()), NAME, port, PASSWORD);
      Writer writer = Writer.start(target, 7, new Ear());
      try (writer) {
        writer.awaitWrites(20, FIRST, TIMEOUT);
        first.destroyForcibly();
        dns.moveTo(SECOND);
        writer.awaitWrites(20, SECOND, TIMEOUT);
      }
      WriteLog log = writer.log();
      assertThat(log.move(FIRST, SECOND)).isPresent();
      assertThat(log.acknowledged()).hasSizeGreaterThanOrEqualTo(40);
      assertThat(heard).containsExactly("works " + FIRST, "lost " + FIRST, "works " + SECOND);
      long atFirst = log.acknowledged().stream().filter(ack -> ack.host().equals(FIRST)).count();
      assertThat(ReadBack.missing(log, 7, SECOND, port, PASSWORD)).isEqualTo(atFirst);
    }
  }

  private final class Ear implements Writer.Listener {
    @Override
    public void lost(long nanos, String host, String why) {
      heard.add("lost " + host);
    }

    @Override
    public void works(long nanos, String host) {
      heard.add("works " + host);
    }
  }

  private Process engine(String host, int port) throws Exception {
    Path binary = EngineBinary.find(null, folder.resolve("engine"), System.getenv("PATH")).path();
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--bind",
                host,
                "--port",
                Integer.toString(port),
                "--requirepass",
                PASSWORD,
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    engines.add(process);
    while (!answers(host, port)) {
      assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    return process;
  }

  private static boolean answers(String host, int port) {
    try (Jedis jedis = new Jedis(host, port)) {
      jedis.auth(PASSWORD);
      return true;
    } catch (JedisConnectionException e) {
      return false;
    }
  }
}
