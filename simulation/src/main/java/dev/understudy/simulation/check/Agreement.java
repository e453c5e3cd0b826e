package dev.understudy.simulation.check;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.redis.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether all go by the elections that stand in the log, and no orchestrator by older ones. */
final class Agreement {

  private final Chronicle chronicle;
  private final List<Listener> listeners = new ArrayList<>();

  Agreement(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  /** What one orchestrator has shown last. */
  private static final class Listener {
    private final Actor orchestrator;
    private final Supplier<TopologySnapshot> shown;
    private TopologySnapshot last;
    private int life;

    Listener(Actor orchestrator, Supplier<TopologySnapshot> shown) {
      this.orchestrator = orchestrator;
      this.shown = shown;
    }
  }

  /**
   * @param shown what an orchestrator tells its users of the instance; null: nothing
   */
  void listensTo(Actor orchestrator, Supplier<TopologySnapshot> shown) {
    listeners.add(new Listener(orchestrator, shown));
  }

  /** After every step. */
  void look() {
    for (Listener listener : listeners) {
      TopologySnapshot now = listener.orchestrator.isAlive() ? listener.shown.get() : null;
      if (now != null && now != listener.last) {
        hear(listener, now);
      }
    }
  }

  private void hear(Listener listener, TopologySnapshot now) {
    boolean begunAnew = listener.life != listener.orchestrator.life();
    if (!begunAnew && listener.last.epoch().isAfter(now.epoch())) {
      throw new Violation(
          Invariant.EPOCHS_GROW,
          "%s tells of epoch %s after epoch %s"
              .formatted(listener.orchestrator, now.epoch(), listener.last.epoch()));
    }
    listener.life = listener.orchestrator.life();
    listener.last = now;
    if (now.primary() != null) {
      requireElected(listener.orchestrator.name(), now.epoch(), now.primary());
    }
  }

  /** An engine was made a primary. */
  void promoted(Engine engine) {
    requireElected("the node of " + engine.member(), engine.epoch(), engine.member());
  }

  /** A node has said something of a member. */
  void said(MemberEvent event) {
    if (event instanceof MemberPromoted promotion) {
      requireElected(promotion.node().value(), promotion.epoch(), promotion.member());
    } else if (event instanceof MemberFollowing following) {
      requireElected(following.node().value(), following.epoch(), following.primary());
    }
  }

  private void requireElected(String who, Epoch epoch, MemberId member) {
    Chronicle.Chapter chapter = chronicle.chapters().get(epoch);
    MemberId elected =
        chapter == null || chapter.elected() == null ? null : chapter.elected().member();
    if (!member.equals(elected)) {
      throw new Violation(
          Invariant.ONE_DECISION,
          "%s takes %s for the primary of epoch %s; the log has elected %s"
              .formatted(who, member, epoch, elected == null ? "nobody" : elected));
    }
  }
}
