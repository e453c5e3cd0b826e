package dev.understudy.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSpecsTest {

  @TempDir Path work;

  private List<ServiceSpec> specs() throws Exception {
    StackPlan plan =
        StackPlan.in(work)
            .ports(new Ports(17_000))
            .setting("health-prober", "understudy.prober.interval", "200ms")
            .setting("health-prober-b", "quarkus.log.level", "DEBUG")
            .build();
    return new ServiceSpecs(plan, Secrets.in(work), Path.of("/usr/bin/redis-server")).all();
  }

  private ServiceSpec spec(String name) throws Exception {
    return specs().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void runsThreeNodesThreeProbersAndOneOfEachOther() throws Exception {
    assertThat(specs())
        .extracting(ServiceSpec::name)
        .containsExactlyInAnyOrder(
            "failover-orchestrator",
            "replica-node-a",
            "replica-node-b",
            "replica-node-c",
            "health-prober-a",
            "health-prober-b",
            "health-prober-c",
            "dns-updater",
            "notifier");
  }

  @Test
  void tellsEachNodeWhereItIs() throws Exception {
    assertThat(spec("replica-node-b").settings())
        .containsEntry("kafka.bootstrap.servers", "127.0.0.1:17092")
        .containsEntry("quarkus.http.port", "17082")
        .containsEntry("understudy.node.id", "b")
        .containsEntry("understudy.node.zone", "b")
        .containsEntry("understudy.node.region", "local")
        .containsEntry("understudy.node.address", "127.0.1.2")
        .containsEntry("understudy.node.engine-path", "/usr/bin/redis-server")
        .containsEntry("understudy.node.data-dir", work.resolve("node-b").toString());
  }

  @Test
  void addsThePlansOwnSettingsPerModuleAndPerService() throws Exception {
    assertThat(spec("health-prober-a").settings())
        .containsEntry("understudy.prober.interval", "200ms")
        .doesNotContainKey("quarkus.log.level");
    assertThat(spec("health-prober-b").settings())
        .containsEntry("understudy.prober.interval", "200ms")
        .containsEntry("quarkus.log.level", "DEBUG");
  }

  @Test
  void givesNoPortTwice() throws Exception {
    Set<Integer> seen = new HashSet<>();
    assertThat(specs()).allSatisfy(spec -> assertThat(seen.add(spec.httpPort())).isTrue());
  }

  @Test
  void writesSettingsThatOnlyTheOwnerMayRead() throws Exception {
    Path file = work.resolve("x.properties");
    SettingsFile.write(file, Map.of("a.path", "C:\\x", "b", "${not.an.expression}"));
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    Properties read = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      read.load(reader);
    }
    assertThat(read)
        .containsEntry("a.path", "C:\\x")
        .containsEntry("b", "\\${not.an.expression}")
        .containsEntry("config_ordinal", "350");
  }

  @Test
  void keepsTheSecretsOfAnEarlierStart() throws Exception {
    Secrets first = Secrets.in(work);
    String password = first.applicationPassword();
    assertThat(Secrets.in(work).applicationPassword()).isEqualTo(password).hasSize(32);
    assertThat(first.webhookSecret()).startsWith("whsec_");
    assertThat(Files.getPosixFilePermissions(first.keyFile())).hasSize(2);
  }
}
