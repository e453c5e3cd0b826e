package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.Diagnoses;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.InMemoryBus;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** All ports over one {@link InMemoryBus}, and a key that isn't secret. */
@Alternative
@Dependent
class ApiTestBeans {

  static final InMemoryBus BUS = new InMemoryBus();

  @Produces
  @Singleton
  Fleet fleet() {
    return BUS;
  }

  @Produces
  @Singleton
  EventSink sink() {
    return BUS;
  }

  @Produces
  @Singleton
  Diagnoses diagnoses() {
    return instance ->
        CompletableFuture.completedStage(
            BUS.spec(instance).flatMap(spec -> MachineOnBus.of(BUS, spec)));
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecretBox secretBox() throws IOException {
    Path key = Files.createTempFile("understudy", ".key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
    SecretBox box = SecretBox.fromFile(key);
    Files.delete(key);
    return box;
  }
}
