package dev.understudy.simulation;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.application.EngineLink;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.EngineFacts;
import dev.understudy.node.domain.Parking;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Connections that do nothing when told certain things, and say that they did. */
record Pretence(EngineLinks links, Predicate<Act> ignored, UnaryOperator<EngineFacts> shown)
    implements EngineLinks {

  @Override
  public CompletionStage<EngineLink> connect(EngineSettings settings, Runnable closed) {
    return links.connect(settings, closed).thenApply(Pretending::new);
  }

  private final class Pretending implements EngineLink {
    private final EngineLink link;

    Pretending(EngineLink link) {
      this.link = link;
    }

    @Override
    public CompletionStage<Answer> run(Act act) {
      return ignored.test(act)
          ? link.run(new Act.Look()).thenApply(a -> new Answer(parked(a.facts()), 0))
          : link.run(act).thenApply(a -> new Answer(shown.apply(a.facts()), a.acknowledged()));
    }

    @Override
    public void close() {
      link.close();
    }
  }

  private static EngineFacts parked(EngineFacts f) {
    Optional<Address> nowhere = Optional.of(Parking.ADDRESS);
    return facts(f, f.replicationId(), MemberRole.REPLICA, nowhere, LinkState.DOWN);
  }

  static EngineFacts ofHistory(String replicationId, EngineFacts f) {
    return f.parked() ? facts(f, replicationId, f.role(), f.upstream(), f.link()) : f;
  }

  private static EngineFacts facts(
      EngineFacts f,
      String replicationId,
      MemberRole role,
      Optional<Address> upstream,
      LinkState link) {
    return new EngineFacts(
        role,
        f.runId(),
        replicationId,
        f.formerReplicationId(),
        f.offset(),
        upstream,
        link,
        f.linkSilence(),
        f.loading(),
        f.keyCount(),
        f.attachedReplicas(),
        f.fullResyncs(),
        f.partialResyncs(),
        f.backlogFirstOffset(),
        f.snapshotRunning(),
        f.snapshotFailed(),
        f.snapshotChanges());
  }
}
