package dev.understudy.localstack.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the plan to every service's settings. */
final class ServiceSpecs {

  static final String ZONE = "understudy.test";
  static final String MAIL_TO = "ops@understudy.test";

  private static final String HOST = "127.0.0.1";
  private static final long NODE_CAPACITY_BYTES = 1L << 30;

  private final StackPlan plan;
  private final Secrets secrets;
  private final Path engine;

  ServiceSpecs(StackPlan plan, Secrets secrets, Path engine) {
    this.plan = plan;
    this.secrets = secrets;
    this.engine = engine;
  }

  /** In the order in which they start. */
  List<ServiceSpec> all() {
    List<ServiceSpec> all = new ArrayList<>();
    all.add(orchestrator());
    Place.ALL.forEach(place -> all.add(node(place)));
    all.add(dnsUpdater());
    Place.ALL.forEach(place -> all.add(prober(place)));
    all.add(notifier());
    return all;
  }

  private ServiceSpec orchestrator() {
    return spec(
        ServiceNames.ORCHESTRATOR,
        ServiceNames.ORCHESTRATOR,
        plan.ports().api(),
        Map.of(
            "understudy.orchestrator.id",
            "orchestrator-1",
            "understudy.secrets.key-file",
            secrets.keyFile().toString()));
  }

  private ServiceSpec node(Place place) {
    return spec(
        ServiceNames.node(place.name()),
        ServiceNames.NODE_MODULE,
        plan.ports().node(place.number()),
        Map.of(
            "understudy.node.id", place.name(),
            "understudy.node.region", "local",
            "understudy.node.zone", place.name(),
            "understudy.node.address", place.address(),
            "understudy.node.data-dir", plan.nodeFolder(place.name()).toString(),
            "understudy.node.capacity-bytes", Long.toString(NODE_CAPACITY_BYTES),
            "understudy.node.engine-path", engine.toString(),
            "understudy.secrets.key-file", secrets.keyFile().toString()));
  }

  private ServiceSpec prober(Place place) {
    return spec(
        ServiceNames.prober(place.name()),
        ServiceNames.PROBER_MODULE,
        plan.ports().prober(place.number()),
        Map.of(
            "understudy.prober.vantage", place.name(),
            "understudy.secrets.key-file", secrets.keyFile().toString()));
  }

  private ServiceSpec dnsUpdater() {
    return spec(
        ServiceNames.DNS_UPDATER,
        ServiceNames.DNS_UPDATER,
        plan.ports().dnsUpdater(),
        Map.of(
            "understudy.dns.zone",
            ZONE,
            "understudy.dns.embedded.enabled",
            "true",
            "understudy.dns.embedded.address",
            HOST,
            "understudy.dns.embedded.port",
            Integer.toString(plan.ports().dns())));
  }

  private ServiceSpec notifier() {
    return spec(
        ServiceNames.NOTIFIER,
        ServiceNames.NOTIFIER,
        plan.ports().notifier(),
        Map.of(
            "understudy.notifier.mail.from",
            "understudy@understudy.test",
            "understudy.notifier.mail.to",
            MAIL_TO,
            "understudy.notifier.webhooks.demo.url",
            "http://" + HOST + ":" + plan.ports().webhook() + "/understudy",
            "understudy.notifier.webhooks.demo.secret-file",
            secrets.webhookSecretFile().toString(),
            "understudy.notifier.allow-local-targets",
            "true",
            "quarkus.mailer.host",
            HOST,
            "quarkus.mailer.port",
            Integer.toString(plan.ports().mail())));
  }

  private ServiceSpec spec(String name, String module, int httpPort, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", HOST + ":" + plan.ports().kafka());
    all.put("quarkus.http.host", HOST);
    all.put("quarkus.http.port", Integer.toString(httpPort));
    all.putAll(settings);
    all.putAll(plan.settings().getOrDefault(module, Map.of()));
    all.putAll(plan.settings().getOrDefault(name, Map.of()));
    return new ServiceSpec(name, module, httpPort, all);
  }
}
