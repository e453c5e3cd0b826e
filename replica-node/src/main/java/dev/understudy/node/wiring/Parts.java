package dev.understudy.node.wiring;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.bus.EventBus;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.node.adapter.metrics.NodeMeters;
import dev.understudy.node.adapter.process.DataDirLock;
import dev.understudy.node.adapter.process.DiskFolders;
import dev.understudy.node.adapter.process.DiskSalvages;
import dev.understudy.node.adapter.process.OsProcesses;
import dev.understudy.node.adapter.redis.EngineReplication;
import dev.understudy.node.adapter.redis.KeyComparison;
import dev.understudy.node.adapter.redis.RedisLinks;
import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.EngineSettings.Passwords;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.Ports;
import dev.understudy.node.application.ReadProgress;
import dev.understudy.node.application.Recruiter;
import dev.understudy.node.application.RetryingOutbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** Makes the parts of the node from its settings. */
@Singleton
public class Parts {

  @Produces
  @Singleton
  Core core() {
    return new CoreThread(System::nanoTime);
  }

  void close(@Disposes Core core) {
    ((CoreThread) core).close();
  }

  @Produces
  @Singleton
  NodeSettings settings(NodeConfig config, SecretsConfig secrets) {
    return NodeSettings.of(config, secrets);
  }

  @Produces
  @Singleton
  Hosting hosting(NodeSettings settings) {
    return settings.hosting();
  }

  @Produces
  @Singleton
  RetryingOutbox outbox(EventBus bus, Core core) {
    return new RetryingOutbox(event -> bus.publish(event).subscribeAsCompletionStage(), core);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Nothing is read, started or said before the folder is this process's. */
  @Produces
  @Singleton
  DataDirLock dataDirLock(NodeSettings settings) throws IOException {
    return NodeSettings.hold(settings.dataDir());
  }

  void letGo(@Disposes DataDirLock lock) throws IOException {
    lock.close();
  }

  @Produces
  @Singleton
  Announcer announcer(Hosting hosting, Node node, Core core, RetryingOutbox outbox) {
    return new Announcer(hosting, node::reservedBytes, core, outbox);
  }

  @Produces
  @Singleton
  Node node(
      NodeSettings settings,
      DataDirLock held,
      Core core,
      Vertx vertx,
      Clock clock,
      RetryingOutbox outbox,
      MeterRegistry meters) {
    Hosting hosting = settings.hosting();
    Recruiter recruiter =
        new Recruiter(
            hosting,
            core,
            new Ports(
                new OsProcesses(
                    settings.enginePath(),
                    settings.version(),
                    settings.dataDir(),
                    hosting.timings().backlogBytes()),
                new RedisLinks(vertx),
                new DiskFolders(
                    settings.dataDir(), hosting.node(), new JsonMapper(), clock::millis),
                new DiskSalvages(settings.dataDir(), settings.quarantine().salvagesKept()),
                new KeyComparison(vertx, settings.quarantine().mostKeys()),
                outbox,
                new NodeMeters(meters)),
            passwords(settings.box()),
            () -> UUID.randomUUID().toString());
    return new Node(hosting, core, recruiter, new EngineReplication());
  }

  @Produces
  @Singleton
  ReadProgress progress(Node node) {
    return new ReadProgress(node);
  }

  private static Function<InstanceSpec, Passwords> passwords(SecretBox box) {
    return spec -> {
      InstanceSecrets secrets = spec.secrets();
      return new Passwords(
          open(box, spec, InstanceSecrets.APPLICATION_USER, secrets.application()),
          open(box, spec, InstanceSecrets.REPLICATION_USER, secrets.replication()),
          open(box, spec, InstanceSecrets.ADMIN_USER, secrets.admin()),
          open(box, spec, InstanceSecrets.PROBE_USER, secrets.probe()));
    };
  }

  private static String open(SecretBox box, InstanceSpec spec, String user, SealedSecret secret) {
    return box.open(InstanceSecrets.context(spec.instance().value(), user), secret);
  }
}
