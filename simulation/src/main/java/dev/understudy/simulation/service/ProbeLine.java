package dev.understudy.simulation.service;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.domain.EngineFacts;
import dev.understudy.prober.application.Line;
import dev.understudy.prober.domain.Finding;
import dev.understudy.prober.domain.Info;
import dev.understudy.prober.domain.Target;
import dev.understudy.prober.domain.Vitals;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Wire;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Surroundings;

/** A prober's connection to a member, as {@code adapter.redis.RedisLine} keeps one. */
final class ProbeLine implements Line {

  private static final long CONNECT_NANOS = 500_000_000;
  private static final long REFUSAL_NANOS = 600_000;
  private static final int MAJOR = 7;

  private final Actor prober;
  private final Surroundings surroundings;
  private final Target target;
  private final String password;
  private final Listener listener;
  private Connection connection;

  ProbeLine(
      Actor prober, Surroundings surroundings, Target target, String password, Listener listener) {
    this.prober = prober;
    this.surroundings = surroundings;
    this.target = target;
    this.password = password;
    this.listener = listener;
  }

  @Override
  public void ask() {
    if (connection == null) {
      connection = new Connection();
      connection.open();
    } else {
      connection.ask();
    }
  }

  @Override
  public void drop() {
    if (connection != null) {
      connection.dropped = true;
      connection.discard();
    }
  }

  /** One connection, from the attempt to its end. */
  private final class Connection {

    private Engine engine;
    private Wire there;
    private Wire back;
    private boolean dropped;
    private boolean proven;
    private boolean asking;

    void open() {
      asking = true;
      engine = surroundings.at(target.address());
      boolean reachable = isReachable();
      if (engine == null || !reachable) {
        Outcome outcome = reachable ? Outcome.REFUSED : Outcome.TIMEOUT;
        prober.in(
            reachable ? REFUSAL_NANOS : CONNECT_NANOS,
            () -> done(Finding.failed(outcome, ""), false));
        return;
      }
      there = surroundings.network().wire(prober, engine.actor());
      back = surroundings.network().wire(engine.actor(), prober);
      int life = prober.life();
      engine.whenEnded(
          () -> {
            if (prober.life() == life) {
              surroundings.network().wire(engine.actor().host(), prober).send(this::lost);
            }
          });
      ask();
    }

    private boolean isReachable() {
      return engine != null
          ? surroundings.network().connects(prober.host(), engine.actor().host())
          : surroundings.reaches(prober.host(), target.address());
    }

    void ask() {
      asking = true;
      there.send(
          () -> {
            Finding finding = finding();
            boolean usable = finding.outcome() != Outcome.AUTH_FAILURE;
            back.send(() -> done(finding, usable));
          });
    }

    private Finding finding() {
      if (!engine.accepts(password)) {
        return Finding.failed(Outcome.AUTH_FAILURE, "WRONGPASS");
      }
      if (engine.isLoading()) {
        return Finding.failed(Outcome.LOADING, "LOADING");
      }
      return new Finding(Outcome.OK, "", 100L, info(engine.facts()));
    }

    private Info info(EngineFacts facts) {
      return new Info(
          MAJOR,
          facts.role(),
          facts.runId(),
          facts.replicationId(),
          facts.formerReplicationId(),
          new Offset(facts.offset().value()),
          facts.role() == MemberRole.PRIMARY ? null : (Boolean) facts.linkUp(),
          facts.keyCount(),
          1,
          facts.attachedReplicas(),
          1,
          Vitals.NONE);
    }

    private void done(Finding finding, boolean usable) {
      if (!asking) {
        return;
      }
      asking = false;
      if (usable) {
        proven = true;
      } else {
        discard();
      }
      if (!dropped) {
        listener.answered(finding);
      }
    }

    private void lost() {
      boolean news = proven && connection == this;
      boolean open = asking;
      discard();
      if (open && !dropped) {
        asking = false;
        listener.answered(Finding.failed(Outcome.RESET, "connection reset"));
      }
      if (news) {
        listener.broken();
      }
    }

    void discard() {
      if (there != null) {
        there.close();
        back.close();
      }
      if (connection == this) {
        connection = null;
      }
    }
  }
}
