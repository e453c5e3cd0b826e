package dev.understudy.node.harness;

import dev.understudy.containers.Images;
import dev.understudy.node.adapter.process.ContainerProcesses;
import dev.understudy.node.adapter.process.EngineVersion;
import dev.understudy.node.application.EngineProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Containers of one image. */
public final class ContainerEngines implements EngineBed {

  private final String image;
  private EngineVersion version;

  public ContainerEngines(String image) {
    this.image = image;
  }

  @Override
  public Optional<String> missing() {
    return Images.missing(image);
  }

  @Override
  public EngineProcesses processes(Path dataDir, long backlogBytes) throws IOException {
    if (version == null) {
      version = ContainerProcesses.versionOf(image);
    }
    return new ContainerProcesses(image, version, dataDir, backlogBytes);
  }

  @Override
  public String toString() {
    return image;
  }
}
