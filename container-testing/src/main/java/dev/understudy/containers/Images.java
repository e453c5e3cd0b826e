package dev.understudy.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** Which images can be had here. Each is asked for once. */
public final class Images {

  private static final long PULL_MINUTES = 3;
  private static final String HERE = "localhost";
  private static final Map<String, Optional<String>> KNOWN = new ConcurrentHashMap<>();

  private Images() {}

  /**
   * Why containers of an image can't be run next to this process; empty if they can. An image that
   * isn't here is pulled.
   */
  public static Optional<String> missing(String image) {
    return KNOWN.computeIfAbsent(image, Images::look);
  }

  private static Optional<String> look(String image) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.of("only on Linux are containers' processes and addresses this machine's");
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker engine answers: see docker/with-engine");
    }
    if (!DockerClientFactory.instance().dockerHostIpAddress().equals(HERE)) {
      return Optional.of("the Docker engine is on another machine");
    }
    DockerClient client = DockerClientFactory.lazyClient();
    try {
      client.inspectImageCmd(image).exec();
      return Optional.empty();
    } catch (NotFoundException notHereYet) {
      return pull(client, image);
    }
  }

  private static Optional<String> pull(DockerClient client, String image) {
    try {
      boolean came =
          client.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
      return came
          ? Optional.empty()
          : Optional.of(image + " was not pulled within " + PULL_MINUTES + " min");
    } catch (DockerException e) {
      return Optional.of(image + " is not here and can't be pulled: " + e.getMessage().strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
