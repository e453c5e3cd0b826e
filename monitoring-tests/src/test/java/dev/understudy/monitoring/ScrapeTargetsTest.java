package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.localstack.stack.Place;
import dev.understudy.localstack.stack.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The targets that come with the checkout are those of {@code ./understudy up}. */
class ScrapeTargetsTest {

  private static final Ports PORTS = Ports.DEFAULT;

  @Test
  void everyServiceIsScraped() {
    assertThat(targets("failover-orchestrator")).isEqualTo(at(IntStream.of(PORTS.api())));
    assertThat(targets("replica-node"))
        .isEqualTo(at(Place.ALL.stream().mapToInt(place -> PORTS.node(place.number()))));
    assertThat(targets("health-prober"))
        .isEqualTo(at(Place.ALL.stream().mapToInt(place -> PORTS.prober(place.number()))));
    assertThat(targets("dns-updater")).isEqualTo(at(IntStream.of(PORTS.dnsUpdater())));
    assertThat(targets("notifier")).isEqualTo(at(IntStream.of(PORTS.notifier())));
  }

  @Test
  void everyJobReadsTheFileOfItsName() {
    List<String> jobs = new ArrayList<>();
    for (JsonNode job :
        Checkout.yaml(Checkout.PROMETHEUS.resolve("prometheus.yml")).path("scrape_configs")) {
      String name = job.path("job_name").asText();
      jobs.add(name);
      assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
      assertThat(job.at("/file_sd_configs/0/files/0").asText())
          .isEqualTo("targets/" + name + ".yml");
    }
    assertThat(jobs)
        .containsExactlyInAnyOrder(
            "failover-orchestrator", "replica-node", "health-prober", "dns-updater", "notifier");
  }

  private static List<String> targets(String service) {
    Path file = Checkout.PROMETHEUS.resolve("targets").resolve(service + ".yml");
    List<String> targets = new ArrayList<>();
    Checkout.yaml(file).at("/0/targets").forEach(target -> targets.add(target.asText()));
    return targets;
  }

  private static List<String> at(IntStream ports) {
    return ports.mapToObj(port -> "127.0.0.1:" + port).toList();
  }
}
