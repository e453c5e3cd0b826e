package dev.understudy.orchestrator.wiring;

import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.application.DecisionMetrics;
import dev.understudy.orchestrator.application.Desk;
import dev.understudy.orchestrator.application.DeskThread;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.FleetView;
import dev.understudy.orchestrator.domain.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  OrchestratorSettings settings(
      OrchestratorConfig config,
      @ConfigProperty(name = "understudy.secrets.key-file") Path keyFile) {
    return OrchestratorSettings.of(config, keyFile);
  }

  @Produces
  @Singleton
  DeskThread desk(
      OrchestratorSettings settings, EventSink sink, FleetView view, DecisionMetrics metrics) {
    Desk desk = new Desk(moments(), settings.timing(), settings.id(), sink, view, metrics);
    return new DeskThread(desk, moments());
  }

  void close(@Disposes DeskThread desk) {
    desk.close();
  }

  @Produces
  @Singleton
  SecretBox secrets(OrchestratorSettings settings) {
    return settings.box();
  }

  private static Supplier<Moment> moments() {
    return () -> new Moment(System.nanoTime(), WALL.instant());
  }
}
