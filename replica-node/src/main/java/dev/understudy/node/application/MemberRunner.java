package dev.understudy.node.application;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.Command;
import dev.understudy.node.domain.Member;
import dev.understudy.node.domain.Moment;
import dev.understudy.node.domain.Order;
import dev.understudy.node.domain.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Runs one member: carries out its commands and tells it what came of them. */
final class MemberRunner implements WritePermit {

  private static final Logger LOG = Logger.getLogger(MemberRunner.class);

  private static final Duration FIRST_RECONNECT = Duration.ofMillis(5);
  private static final Duration LONGEST_RECONNECT = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Core core;
  private final Ports ports;
  private final Member member;
  private final Runnable hurry;
  private final Salvager salvager;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private EngineSettings settings;
  private EngineProcess process;
  private EngineLink link;
  private boolean starting;
  private boolean stopping;

  /**
   * A runner that does nothing before {@link #begin}.
   *
   * @param hurry called when the member wants to be asked again soon
   */
  MemberRunner(Core core, Ports ports, EngineSettings settings, Member member, Runnable hurry) {
    this.core = core;
    this.ports = ports;
    this.settings = settings;
    this.member = member;
    this.hurry = hurry;
    this.salvager = new Salvager(core, ports, member, this::pump);
  }

  /** Goes on with the process that an earlier run of the node left, if there is one. */
  void begin(Optional<EngineProcess> found) {
    found.ifPresent(
        left -> {
          about().log(() -> LOG.infof("%s: found running with pid %d", member.id(), left.pid()));
          attend(left);
          member.adopted(core.now());
          connect(left, FIRST_RECONNECT);
        });
    pump();
  }

  void settings(EngineSettings changed, Duration leaseLifetime) {
    settings = changed;
    member.settings(leaseLifetime, changed.tuning());
    pump();
  }

  void order(Order order) {
    member.order(order, core.now());
    pump();
  }

  void leaseReadBack(String renewal) {
    member.leaseReadBack(renewal, core.now());
    pump();
  }

  /** Asks the member what to do, and does it. */
  void pump() {
    if (stopping) {
      return;
    }
    for (Command command : member.next(core.now())) {
      execute(command);
    }
    hurry.run();
  }

  private About about() {
    return About.instance(member.id().instance()).of(member.id().member());
  }

  boolean hurried() {
    return !stopping && member.hurried(core.now());
  }

  EngineSettings settings() {
    return settings;
  }

  @Override
  public Duration leaseRemaining() {
    return member.leaseRemaining(core.now());
  }

  @Override
  public Duration leaseLifetime() {
    return member.leaseLifetime();
  }

  @Override
  public boolean failsafe() {
    return member.onFailsafe(core.now());
  }

  private void execute(Command command) {
    if (command instanceof Command.Start) {
      start();
    } else if (command instanceof Command.Kill kill) {
      about().log(() -> LOG.warnf("%s: killing the engine: %s", member.id(), kill.why()));
      process.kill();
    } else if (command instanceof Command.Run run) {
      run(run.act());
    } else if (command instanceof Command.Persist persist) {
      persist(persist.standing());
    } else if (command instanceof Command.Salvage salvage) {
      salvager.run(salvage.step(), settings);
    } else if (command instanceof Command.Publish publish) {
      publish(publish.event());
    } else if (command instanceof Command.Report report) {
      ports.outbox().report(report.event());
    } else if (command instanceof Command.Renew renew) {
      ports.outbox().renew(renew.renewal());
    } else if (command instanceof Command.Warn warn) {
      about().log(() -> LOG.warnf("%s: %s", member.id(), warn.text()));
    }
  }

  private void publish(MemberEvent event) {
    About.event(event).log(() -> LOG.infof("%s: %s", member.id(), event));
    ports.telemetry().said(event);
    ports.outbox().publish(event);
  }

  private void start() {
    starting = true;
    core.blocking(() -> ports.processes().start(settings))
        .whenCompleteAsync(this::startEnded, core);
  }

  private void startEnded(EngineProcess started, Throwable failure) {
    starting = false;
    if (failure != null) {
      about().log(() -> LOG.errorf(failure, "%s: the engine did not start", member.id()));
      member.startFailed(core.now());
      endIfStopping();
      return;
    }
    attend(started);
    member.started(core.now());
    if (stopping) {
      process.terminate();
      return;
    }
    connect(started, FIRST_RECONNECT);
    pump();
  }

  private void attend(EngineProcess engine) {
    process = engine;
    engine.exit().whenCompleteAsync((code, none) -> exited(engine, code), core);
  }

  private void exited(EngineProcess engine, int code) {
    if (engine != process) {
      return;
    }
    process = null;
    disconnect();
    about().log(() -> LOG.infof("%s: engine %d ended with %d", member.id(), engine.pid(), code));
    member.exited(code, core.now());
    if (stopping) {
      member.next(core.now()).stream()
          .filter(Command.Publish.class::isInstance)
          .forEach(this::execute);
    }
    endIfStopping();
    pump();
  }

  private void connect(EngineProcess engine, Duration pause) {
    if (engine != process || link != null) {
      return;
    }
    ports
        .links()
        .connect(settings, () -> core.execute(() -> closed(engine)))
        .whenCompleteAsync((made, failure) -> connectEnded(engine, made, failure, pause), core);
  }

  private void connectEnded(
      EngineProcess engine, EngineLink made, Throwable failure, Duration pause) {
    if (engine != process) {
      Optional.ofNullable(made).ifPresent(EngineLink::close);
    } else if (failure != null) {
      if (pause.equals(LONGEST_RECONNECT)) {
        about().log(() -> LOG.warnf("%s: no login: %s", member.id(), failure.getMessage()));
      }
      Duration twice = pause.multipliedBy(2);
      Duration next = twice.compareTo(LONGEST_RECONNECT) > 0 ? LONGEST_RECONNECT : twice;
      core.after(pause, () -> connect(engine, next));
    } else {
      link = made;
      member.connected(core.now());
      pump();
    }
  }

  private void closed(EngineProcess engine) {
    engine.suspect();
    if (engine == process) {
      disconnect();
      connect(engine, FIRST_RECONNECT);
      pump();
    }
  }

  private void disconnect() {
    if (link != null) {
      link.close();
      link = null;
      member.disconnected(core.now());
    }
  }

  private void run(Act act) {
    EngineLink used = link;
    Moment asked = core.now();
    used.run(act)
        .whenCompleteAsync(
            (answer, failure) -> {
              if (used == link) {
                ran(act, answer, failure, asked);
              }
            },
            core);
  }

  private void ran(Act act, EngineLink.Answer answer, Throwable failure, Moment asked) {
    if (failure == null) {
      member.answered(act, answer.facts(), answer.acknowledged(), asked);
    } else if (failure instanceof EngineBusyException) {
      member.busy(act, asked, core.now());
    } else {
      member.failed(act, String.valueOf(failure.getMessage()), core.now());
    }
    pump();
  }

  private void persist(Standing standing) {
    core.blocking(
            () -> {
              ports.folders().keep(member.id(), standing);
              return standing;
            })
        .whenCompleteAsync(
            (kept, failure) -> {
              if (failure != null) {
                about().log(() -> LOG.errorf(failure, "%s: its standing is not kept", member.id()));
              }
              member.persisted(standing, failure == null, core.now());
              pump();
            },
            core);
  }

  /** Ends the engine with a snapshot; by force if that takes too long. */
  CompletionStage<Void> stop() {
    stopping = true;
    if (process != null) {
      process.terminate();
    } else if (!starting) {
      stopped.complete(null);
    }
    core.after(STOP, () -> Optional.ofNullable(process).ifPresent(EngineProcess::kill));
    return stopped;
  }

  /** Lets go of the engine, which runs on. */
  void leave() {
    stopping = true;
    process = null;
    disconnect();
  }

  private void endIfStopping() {
    if (stopping) {
      stopped.complete(null);
    }
  }
}
