package dev.understudy.node.wiring;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.bus.EventBus;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.node.adapter.metrics.NodeMeters;
import dev.understudy.node.adapter.process.DiskFolders;
import dev.understudy.node.adapter.process.EngineVersion;
import dev.understudy.node.adapter.process.OsProcesses;
import dev.understudy.node.adapter.redis.EngineReplication;
import dev.understudy.node.adapter.redis.RedisLinks;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.EngineSettings.Passwords;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.ReadProgress;
import dev.understudy.node.application.Recruiter;
import dev.understudy.node.application.RetryingOutbox;
import dev.understudy.node.domain.Timings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  EngineVersion version(NodeConfig config) throws IOException {
    return EngineVersion.of(config.enginePath());
  }

  @Produces
  @Singleton
  Hosting hosting(NodeConfig config, EngineVersion version) {
    return new Hosting(
        NodeId.of(config.id()),
        config.region(),
        config.zone(),
        config.address(),
        config.capacityBytes().asLongValue(),
        version.toString(),
        new Timings(
            config.fenceTimeout(),
            config.answerTimeout(),
            config.restart().firstPause(),
            config.restart().longestPause(),
            config.snapshot().least(),
            config.snapshot().most(),
            config.replicationBacklog().asLongValue()),
        config.leaveMembersRunning());
  }

  @Produces
  @Singleton
  RetryingOutbox outbox(EventBus bus, Core core) {
    return new RetryingOutbox(event -> bus.publish(event).subscribeAsCompletionStage(), core);
  }

  @Produces
  @Singleton
  Node node(
      NodeConfig config,
      SecretsConfig secrets,
      Hosting hosting,
      EngineVersion version,
      Core core,
      Vertx vertx,
      RetryingOutbox outbox,
      MeterRegistry meters)
      throws IOException {
    Path dataDir = Files.createDirectories(config.dataDir()).toRealPath();
    Clock clock = Clock.systemUTC();
    Recruiter recruiter =
        new Recruiter(
            hosting,
            core,
            new OsProcesses(
                config.enginePath(), version, dataDir, hosting.timings().backlogBytes()),
            new RedisLinks(vertx),
            new DiskFolders(dataDir, hosting.node(), new JsonMapper(), clock::millis),
            outbox,
            new NodeMeters(meters),
            passwords(SecretBox.fromFile(secrets.keyFile())),
            () -> UUID.randomUUID().toString());
    return new Node(hosting, core, recruiter, new EngineReplication(), outbox);
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
