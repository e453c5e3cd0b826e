package dev.understudy.bus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "METRICS.md");
  private static final String WRITE = "understudy.write-docs";
  private static final String REGENERATE =
      "./mvnw -pl bus -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE;

  @Test
  void thePageIsWhatTheCataloguesSay() throws IOException {
    String wanted = MetricsPage.render(REGENERATE);
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(PAGE).as("docs/METRICS.md is stale; write it again: %s", REGENERATE).exists();
    assertThat(Files.readString(PAGE))
        .as("docs/METRICS.md is stale; write it again: %s", REGENERATE)
        .isEqualTo(wanted);
  }

  @Test
  void noNameIsDeclaredTwice() {
    assertThat(Catalogue.all())
        .flatExtracting(Catalogue::metrics)
        .extracting(Metric::name)
        .hasSizeGreaterThan(60)
        .doesNotHaveDuplicates();
  }
}
