package dev.understudy.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An image's engine as a program for replica-nodes. What it starts runs in the file system of a
 * container of that image, with the image's libraries, but is a process of the node that started
 * it: so the node sees its end, signals reach it, and it outlives its node, as any engine's does.
 */
public final class ImageEngine implements AutoCloseable {

  private static final String ANY_ENGINE = "command -v valkey-server || command -v redis-server";
  private static final String WAIT = "exec sleep infinity";
  private static final int ROOT = 0;

  /** Belongs to the user that this process runs as. */
  private static final Path OWN_PROCESS = Path.of("/proc/self/");

  private final GenericContainer<?> container;
  private final Path program;

  private ImageEngine(GenericContainer<?> container, Path program) {
    this.container = container;
    this.program = program;
  }

  /** Why an image's engine can't be run here; empty if it can. */
  public static Optional<String> missing(String image) throws IOException {
    Optional<String> missing = Images.missing(image);
    return missing.isPresent() || Files.getAttribute(OWN_PROCESS, "unix:uid").equals(ROOT)
        ? missing
        : Optional.of("only root can start a process in a container's file system (nsenter)");
  }

  /**
   * Starts the container whose file system it is.
   *
   * @param folder where the nodes' data is; the container has it under the same name
   * @param program the file to write, which starts engines; its folder exists
   */
  public static ImageEngine start(String image, Path folder, Path program)
      throws IOException, InterruptedException {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetworkMode("none")
            .withCreateContainerCmdModifier(command -> run(command, folder));
    try {
      container.start();
      String engine = engine(container, image);
      long pid = container.getCurrentContainerInfo().getState().getPidLong();
      Files.writeString(program, script(pid, engine));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (ContainerLaunchException e) {
      throw new IOException(image + " can't be started", e);
    } catch (IOException | InterruptedException | RuntimeException e) {
      container.stop();
      throw e;
    }
    return new ImageEngine(container, program);
  }

  /** Engines are no processes of the container, so that /proc must show this machine's. */
  private static void run(CreateContainerCmd command, Path folder) {
    command
        .withUser("0:0")
        .withEntrypoint("sh", "-c", WAIT)
        .withCmd()
        .getHostConfig()
        .withPidMode("host")
        .withBinds(new Bind(folder.toString(), new Volume(folder.toString())));
  }

  private static String engine(GenericContainer<?> container, String image)
      throws IOException, InterruptedException {
    ExecResult found = container.execInContainer("sh", "-c", ANY_ENGINE);
    if (found.getExitCode() != 0) {
      throw new IOException("there is no redis-server or valkey-server in " + image);
    }
    return found.getStdout().strip();
  }

  private static String script(long pid, String engine) {
    return """
        #!/bin/sh
        exec nsenter --mount=/proc/%d/ns/mnt -- %s "$@"
        """
        .formatted(pid, engine);
  }

  /** The program, as a node's {@code engine-path}. */
  public Path program() {
    return program;
  }

  /** Engines that still run go on. */
  @Override
  public void close() {
    container.stop();
  }
}
