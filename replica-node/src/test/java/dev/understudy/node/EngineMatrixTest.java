package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.node.harness.ContainerEngines;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** With engines in containers, of every image that {@code understudy.engine.images} lists. */
@Tag("containers")
@Timeout(120)
@ParameterizedClass
@MethodSource("images")
class EngineMatrixTest extends FailoverScenarios {

  private static final String IMAGES = "understudy.engine.images";

  EngineMatrixTest(ContainerEngines engines) {
    super(engines);
  }

  static Stream<ContainerEngines> images() {
    String[] images = System.getProperty(IMAGES, "").split(",");
    assertThat(images).as(IMAGES).doesNotContain("");
    return Arrays.stream(images).map(String::strip).map(ContainerEngines::new);
  }
}
