package dev.understudy.systemtests;

import dev.understudy.containers.ContainerKafka;
import dev.understudy.containers.ImageEngine;
import dev.understudy.containers.Images;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StackProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the stack's engines and Kafka are: this machine's programs, or those of images.
 *
 * @param engineImage null for this machine's {@code redis-server}
 * @param kafkaImage null for the broker in this JVM
 */
record Bed(String engineImage, String kafkaImage) {

  /** As the profile {@code containers} has set it. */
  static Bed chosen() {
    return new Bed(property("understudy.engine.image"), property("understudy.kafka.image"));
  }

  private static String property(String name) {
    String value = System.getProperty(name, "");
    return value.isEmpty() ? null : value;
  }

  /** Why there is none here; empty if there is. */
  Optional<String> missing() throws IOException {
    Optional<String> engine =
        engineImage == null ? Optional.empty() : ImageEngine.missing(engineImage);
    return engine.isPresent() || kafkaImage == null ? engine : Images.missing(kafkaImage);
  }

  /**
   * Starts a stack in it.
   *
   * @param workFolder of the stack; what else the bed needs is put next to it
   */
  Made make(Path workFolder) throws IOException, InterruptedException {
    StackPlan.Builder plan = StackPlan.in(workFolder);
    if (kafkaImage != null) {
      plan.broker(
          (data, port, controllerPort) ->
              ContainerKafka.start(kafkaImage, data, port, controllerPort));
    }
    if (engineImage == null) {
      return new Made(LocalStack.start(plan.build(), StackProgress.SILENT), Optional.empty());
    }
    Path folder = workFolder.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    ImageEngine engine = ImageEngine.start(engineImage, folder, folder.resolve("engine-of-image"));
    try {
      plan.redisServer(engine.program());
      return new Made(LocalStack.start(plan.build(), StackProgress.SILENT), Optional.of(engine));
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** A stack, and the image's engine that it runs on. */
  record Made(LocalStack stack, Optional<ImageEngine> engine) implements AutoCloseable {

    @Override
    public void close() {
      try {
        stack.close();
      } finally {
        engine.ifPresent(ImageEngine::close);
      }
    }
  }
}
