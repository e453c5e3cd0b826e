package dev.understudy.simulation;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.application.EngineLink;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.EngineFacts;
import dev.understudy.node.domain.Parking;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.service.Rules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One safety rule taken out, at a port that the services have anyway: what a process reads, or what
 * its engine is told. The product has no switch for any of it, so a rule is taken out by keeping
 * from the code what it would act on, or by doing in its name what it would never do.
 */
final class Mutation {

  private Mutation() {}

  private static boolean isOrchestrator(Actor reader) {
    return reader.name().startsWith("orchestrator");
  }

  /**
   * Waiting until the old primary can't write any more: nobody hears of renewals, nor, once it is
   * to be replaced, of those who see it at work.
   */
  static Rules withoutLeaseWait() {
    return new Rules() {
      private boolean deposed;

      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        deposed |= record.event().filter(Mutation::deposes).isPresent();
        boolean tells =
            record
                .event()
                .filter(
                    event ->
                        event instanceof LeaseRenewed
                            || deposed && event instanceof InstanceObserved)
                .isPresent();
        return tells && isOrchestrator(reader) ? null : record;
      }
    };
  }

  private static boolean deposes(Event event) {
    return event instanceof EpochOpened opened && opened.deposed() != null;
  }

  /** Self-fencing: whoever is told to park an engine believes that it did. */
  static Rules withoutFencing() {
    return pretending(Act.Park.class::isInstance);
  }

  /** Leaving an epoch: who is told to cut a replica off its upstream believes that it did. */
  static Rules withoutLeavingTheEpoch() {
    return pretending(Act.CutUpstream.class::isInstance);
  }

  /** Quarantine: nodes never see the same history twice in a parked engine. */
  static Rules withoutQuarantine() {
    AtomicLong histories = new AtomicLong();
    return new Rules() {
      @Override
      public EngineLinks links(EngineLinks links) {
        return new Pretence(
            links,
            act -> false,
            facts -> Pretence.ofHistory("of nobody " + histories.incrementAndGet(), facts));
      }
    };
  }

  private static Rules pretending(Predicate<Act> ignored) {
    return new Rules() {
      @Override
      public EngineLinks links(EngineLinks links) {
        return new Pretence(links, ignored, facts -> facts);
      }
    };
  }

  /**
   * First record wins: nodes and DNS updaters take the second election of an epoch, if there is
   * one.
   */
  static Rules lastElectionWins() {
    return new Rules() {
      private final Map<Epoch, BusRecord> first = new HashMap<>();
      private final Map<Epoch, BusRecord> other = new HashMap<>();

      @Override
      public void appended(BusRecord record) {
        if (record.event().isPresent() && record.event().get() instanceof PrimaryElected elected) {
          BusRecord known = first.putIfAbsent(elected.epoch(), record);
          boolean differs =
              known != null
                  && !((PrimaryElected) known.event().orElseThrow())
                      .member()
                      .equals(elected.member());
          if (differs) {
            other.putIfAbsent(elected.epoch(), record);
          }
        }
      }

      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        boolean odd = reader.host().index() % 2 == 1;
        if (odd
            && record.event().isPresent()
            && record.event().get() instanceof PrimaryElected elected
            && other.containsKey(elected.epoch())) {
          return with(record, other.get(elected.epoch()).event().orElseThrow());
        }
        return record;
      }
    };
  }

  /** The reborn guard: orchestrators are told that every member has a copy of the dataset. */
  static Rules withoutRebornGuard() {
    return rewriting(
        event -> {
          if (event instanceof MemberJoined j) {
            return joined(j, true, j.dataEpoch(), j.intact());
          }
          return event instanceof MemberReported r
              ? reported(r, true, r.dataEpoch(), r.intact())
              : event;
        });
  }

  /** Histories: orchestrators aren't told whose primary's a dataset is. */
  static Rules withoutHistories() {
    return rewriting(
        event -> {
          if (event instanceof MemberJoined j) {
            return joined(j, j.everSynced(), null, j.intact());
          }
          return event instanceof MemberReported r
              ? reported(r, r.everSynced(), null, r.intact())
              : event;
        });
  }

  /** Restarts: orchestrators are told that every process has all that it ever acknowledged. */
  static Rules withoutTellingRestarts() {
    return rewriting(
        event -> {
          if (event instanceof MemberJoined j) {
            return joined(j, j.everSynced(), j.dataEpoch(), true);
          }
          return event instanceof MemberReported r
              ? reported(r, r.everSynced(), r.dataEpoch(), true)
              : event;
        });
  }

  /** The cooldown: orchestrators read zero. */
  static Rules withoutCooldown() {
    return withSettings(
        is ->
            new HighAvailability(
                is.autoFailover(),
                is.failoverTimeout(),
                is.maxLossBytes(),
                Duration.ZERO,
                is.synchronousReplicas()));
  }

  /** The loss budget: orchestrators read that any loss will do. */
  static Rules withoutLossBudget() {
    return withSettings(
        is ->
            new HighAvailability(
                is.autoFailover(),
                is.failoverTimeout(),
                Long.MAX_VALUE,
                is.cooldown(),
                is.synchronousReplicas()));
  }

  /** N−k+1: orchestrators read that the instance is asynchronous. */
  static Rules withoutCountingJoins() {
    return withSettings(is -> is.withSynchronousReplicas(0));
  }

  private static Rules withSettings(UnaryOperator<HighAvailability> changed) {
    return rewriting(
        event ->
            event instanceof InstanceSpec s
                ? new InstanceSpec(
                    s.instance(),
                    s.revision(),
                    s.port(),
                    s.profile(),
                    s.members(),
                    changed.apply(s.highAvailability()),
                    s.alerts(),
                    s.secrets())
                : event);
  }

  /** Changes an event on its way to an orchestrator. */
  private interface Rewriting {
    Event of(Event event);
  }

  private static Rules rewriting(Rewriting rewriting) {
    return new Rules() {
      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        if (!isOrchestrator(reader) || record.event().isEmpty()) {
          return record;
        }
        Event event = record.event().get();
        Event changed = rewriting.of(event);
        return changed == event ? record : with(record, changed);
      }
    };
  }

  private static BusRecord with(BusRecord r, Event event) {
    return new BusRecord(
        r.topic(),
        r.partition(),
        r.offset(),
        r.key(),
        r.compactionKey(),
        Optional.of(event),
        r.sentAt(),
        r.writer());
  }

  private static MemberJoined joined(
      MemberJoined j, boolean everSynced, Epoch dataEpoch, boolean intact) {
    return new MemberJoined(
        j.instance(),
        j.member(),
        j.node(),
        j.epoch(),
        j.role(),
        j.replicationId(),
        j.offset(),
        everSynced,
        j.loading(),
        j.keyCount(),
        dataEpoch,
        intact);
  }

  private static MemberReported reported(
      MemberReported r, boolean everSynced, Epoch dataEpoch, boolean intact) {
    return new MemberReported(
        r.instance(),
        r.member(),
        r.node(),
        r.epoch(),
        r.role(),
        r.responsive(),
        r.loading(),
        r.runId(),
        r.replicationId(),
        r.offset(),
        r.link(),
        r.linkSilence(),
        everSynced,
        r.keyCount(),
        r.attachedReplicas(),
        r.fullResyncs(),
        r.partialResyncs(),
        dataEpoch,
        intact,
        r.lease());
  }

  /** Connections that do nothing when told certain things, and say that they did. */
  private record Pretence(
      EngineLinks links, Predicate<Act> ignored, UnaryOperator<EngineFacts> shown)
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

    private static EngineFacts ofHistory(String replicationId, EngineFacts f) {
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
}
