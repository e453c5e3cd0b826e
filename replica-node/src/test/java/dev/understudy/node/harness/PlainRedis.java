package dev.understudy.node.harness;

import dev.understudy.contracts.id.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server that no node runs. */
public final class PlainRedis implements AutoCloseable {

  private static final String PASSWORD = "plain";

  private final Process process;
  private final Address address;

  /**
   * Starts one in a folder that may have a {@code dump.rdb} in it.
   *
   * @param lines further lines of its configuration
   */
  public PlainRedis(Path folder, Address address, List<String> lines) throws IOException {
    this.address = address;
    Files.createDirectories(folder);
    List<String> config = new ArrayList<>();
    config.add("bind " + address.host());
    config.add("port " + address.port());
    config.add("dir \"" + folder + "\"");
    config.add("save \"\"");
    config.add("requirepass " + PASSWORD);
    config.addAll(lines);
    Path file = Files.write(folder.resolve("plain.conf"), config);
    process =
        new ProcessBuilder("redis-server", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("plain.log").toFile())
            .start();
    Cluster.eventually(
        () -> {
          try (Redis redis = redis()) {
            redis.run("PING");
          }
        });
  }

  public Redis redis() {
    return new Redis(address, "default", PASSWORD);
  }

  public Address address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
