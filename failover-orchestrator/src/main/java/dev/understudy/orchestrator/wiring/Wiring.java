package dev.understudy.orchestrator.wiring;

import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.Desk;
import dev.understudy.orchestrator.application.DeskThread;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.FleetView;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together. */
@Dependent
class Wiring {

  private static final Clock WALL = Clock.systemUTC();

  @Produces
  @ApplicationScoped
  Clock clock() {
    return WALL;
  }

  @Produces
  @Singleton
  FleetView fleet() {
    return new FleetView(moments());
  }

  @Produces
  @Singleton
  DeskThread desk(OrchestratorConfig config, EventSink sink, FleetView view) {
    return new DeskThread(new Desk(moments(), timing(config.timing()), config.id(), sink, view));
  }

  void close(@Disposes DeskThread desk) {
    desk.close();
  }

  @Produces
  @Singleton
  SecretBox secrets(@ConfigProperty(name = "understudy.secrets.key-file") Path keyFile)
      throws IOException {
    return SecretBox.fromFile(keyFile);
  }

  private static Supplier<Moment> moments() {
    return () -> new Moment(System.nanoTime(), WALL.instant());
  }

  private static Timing timing(OrchestratorConfig.Timing config) {
    return new Timing(
        config.freshness(),
        config.vantageMemory(),
        config.joinWindow(),
        config.creationWindow(),
        config.switchoverTimeout(),
        config.promotionTimeout(),
        config.settleTimeout(),
        config.appendTimeout(),
        config.membershipRepair(),
        config.leastLeaseMargin());
  }
}
