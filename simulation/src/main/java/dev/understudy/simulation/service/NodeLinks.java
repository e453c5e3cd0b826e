package dev.understudy.simulation.service;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.application.EngineLink;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Parking;
import dev.understudy.node.domain.Timings;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Network;
import dev.understudy.simulation.core.Wire;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The node's connections to its engines. */
final class NodeLinks implements EngineLinks {

  private static final long REFUSAL_NANOS = 500_000;
  private static final long LOGIN_NANOS = 1_000_000_000L;
  private static final long EVICTION_NANOS = 100_000;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Actor node;
  private final Surroundings surroundings;
  private final Function<MemberIdentity, Epoch> epochOnDisk;

  /**
   * @param epochOnDisk the epoch that a member has joined
   */
  NodeLinks(Actor node, Surroundings surroundings, Function<MemberIdentity, Epoch> epochOnDisk) {
    this.node = node;
    this.surroundings = surroundings;
    this.epochOnDisk = epochOnDisk;
  }

  @Override
  public CompletionStage<EngineLink> connect(EngineSettings settings, Runnable closed) {
    CompletableFuture<EngineLink> outcome = new CompletableFuture<>();
    Engine engine = surroundings.at(settings.address());
    if (engine == null) {
      node.in(
          REFUSAL_NANOS,
          () -> outcome.completeExceptionally(new IOException("connection refused")));
      return outcome;
    }
    Network network = surroundings.network();
    Wire there = network.wire(node, engine.actor());
    Wire back = network.wire(engine.actor(), node);
    Link link = new Link(engine, settings.id(), there, back);
    there.send(() -> back.send(() -> outcome.complete(link)));
    node.in(LOGIN_NANOS, () -> outcome.completeExceptionally(new IOException("no login")));
    int life = node.life();
    engine.whenEnded(
        () -> {
          if (node.life() == life) {
            node.in(REFUSAL_NANOS, () -> link.broken(outcome, closed));
          }
        });
    return outcome;
  }

  /** One connection. */
  private final class Link implements EngineLink {

    private final Engine engine;
    private final MemberIdentity id;
    private final Wire there;
    private final Wire back;
    private boolean over;

    Link(Engine engine, MemberIdentity id, Wire there, Wire back) {
      this.engine = engine;
      this.id = id;
      this.there = there;
      this.back = back;
    }

    @Override
    public CompletionStage<Answer> run(Act act) {
      CompletableFuture<Answer> outcome = new CompletableFuture<>();
      Epoch epoch = epochOnDisk.apply(id);
      there.send(() -> obey(act, epoch, outcome));
      return outcome;
    }

    private void obey(Act act, Epoch epoch, CompletableFuture<Answer> outcome) {
      if (act instanceof Act.AskReplicas ask) {
        engine.askReplicas(ask.expected(), PATIENCE, count -> answer(outcome, count));
        return;
      }
      if (!obeyed(act, epoch)) {
        back.send(
            () ->
                outcome.completeExceptionally(
                    new IOException("LOADING, or a snapshot is being written")));
        return;
      }
      boolean evicts =
          act instanceof Act.Park || act instanceof Act.FollowPrimary follow && follow.evict();
      if (evicts) {
        engine
            .actor()
            .in(
                EVICTION_NANOS,
                () -> {
                  engine.evict();
                  answer(outcome, 0);
                });
      } else {
        answer(outcome, 0);
      }
    }

    private void answer(CompletableFuture<Answer> outcome, int acknowledged) {
      Answer answer = new Answer(engine.facts(), acknowledged);
      back.send(() -> outcome.complete(answer));
    }

    private boolean obeyed(Act act, Epoch epoch) {
      if (act instanceof Act.HoldWrites) {
        engine.hold(Timings.HOLD);
      } else if (act instanceof Act.Park || act instanceof Act.CutUpstream) {
        return engine.follow(Parking.ADDRESS);
      } else if (act instanceof Act.Promote) {
        return engine.promote(epoch);
      } else if (act instanceof Act.FollowPrimary follow) {
        return engine.follow(follow.address());
      } else if (act instanceof Act.FollowAgain follow) {
        return engine.follow(Parking.ADDRESS) && engine.follow(follow.address());
      } else if (act instanceof Act.Tune tune) {
        engine.requireReplicas(tune.tuning().synchronousReplicas());
      } else if (act instanceof Act.Snapshot) {
        return engine.snapshot();
      }
      return true;
    }

    void broken(CompletableFuture<EngineLink> login, Runnable closed) {
      login.completeExceptionally(new IOException("connection reset"));
      if (!over) {
        over = true;
        closed.run();
      }
    }

    @Override
    public void close() {
      over = true;
      there.close();
      back.close();
    }
  }
}
