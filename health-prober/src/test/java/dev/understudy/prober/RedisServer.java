package dev.understudy.prober;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.contracts.instance.InstanceSecrets;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real redis-server with the users that a node would give it. */
public final class RedisServer implements AutoCloseable {

  public static final String PROBE_PASSWORD = "probe-secret";

  private static final String PROGRAM = "redis-server";
  private static final String APPLICATION_PASSWORD = "application-secret";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final String host;
  private final int port;
  private Process process;

  private RedisServer(Path folder, String host, int port) {
    this.folder = folder;
    this.host = host;
    this.port = port;
  }

  /** Skips the test, saying why, where there is no redis-server. */
  public static void assumeInstalled() {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(dir -> Files.isExecutable(Path.of(dir, PROGRAM)));
    assumeTrue(found, PROGRAM + " is not on the PATH");
  }

  /** A server that listens; its folder may hold a dump to be loaded first. */
  public static RedisServer start(Path folder, String host, int port, String... settings)
      throws IOException {
    RedisServer server = new RedisServer(folder, host, port);
    server.start(settings);
    return server;
  }

  public void start(String... settings) throws IOException {
    Files.createDirectories(folder);
    List<String> lines =
        Stream.concat(
                Stream.of(
                    "bind " + host,
                    "port " + port,
                    "dir " + folder,
                    "save \"\"",
                    "lua-time-limit 50",
                    "user default on >" + APPLICATION_PASSWORD + " ~* &* +@all",
                    "user "
                        + InstanceSecrets.PROBE_USER
                        + " on >"
                        + PROBE_PASSWORD
                        + " +ping +info +hello +auth +client|setname"),
                Arrays.stream(settings))
            .toList();
    Path config = Files.write(folder.resolve("redis.conf"), lines);
    process =
        new ProcessBuilder(PROGRAM, config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    Awaitility.await().atMost(PATIENCE).until(this::listens);
  }

  public int port() {
    return port;
  }

  /** Sends a command as the application and returns the first line of its reply. */
  public String command(String inline) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      BufferedReader replies = send(socket, inline);
      replies.readLine();
      return replies.readLine();
    }
  }

  /** How many connections it has, this question's among them. */
  public long clients() throws IOException {
    try (Socket socket = new Socket(host, port)) {
      BufferedReader replies = send(socket, "CLIENT LIST\r\nQUIT");
      return replies.lines().filter(line -> line.startsWith("id=")).count();
    }
  }

  /** Sends a command that never answers; it runs on when the connection is left open. */
  public Socket commandWithoutReply(String inline) throws IOException {
    Socket socket = new Socket(host, port);
    send(socket, inline);
    return socket;
  }

  /** A connection that is in use; empty if the server has none to give. */
  public Optional<Socket> connection() throws IOException {
    Socket socket = new Socket(host, port);
    String answer = send(socket, "PING").readLine();
    if (answer != null && answer.startsWith("+")) {
      return Optional.of(socket);
    }
    socket.close();
    return Optional.empty();
  }

  private static BufferedReader send(Socket socket, String inline) throws IOException {
    String text = "AUTH " + APPLICATION_PASSWORD + "\r\n" + inline + "\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  public void signal(String name) throws IOException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() {
    kill();
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(Files.readString(folder.resolve("redis.log")));
    }
    try (Socket socket = new Socket(host, port)) {
      return socket.isConnected();
    } catch (java.net.ConnectException notYet) {
      return false;
    }
  }
}
