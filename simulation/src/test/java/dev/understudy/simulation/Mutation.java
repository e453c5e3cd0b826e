package dev.understudy.simulation;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.node.domain.Act;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.service.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /** The lease wait: orchestrators never hear of a renewal. */
  static Rules withoutLeaseWait() {
    return new Rules() {
      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        boolean renewal = record.event().filter(LeaseRenewed.class::isInstance).isPresent();
        return renewal && isOrchestrator(reader) ? null : record;
      }
    };
  }

  /**
   * A node's epoch check: one that begins anew obeys what it reads when it reads it, without
   * waiting for the end of the log, and whatever epoch it had written to its disk.
   */
  static Rules withoutEpochCheck() {
    return new Rules() {
      @Override
      public long logEnd(long end) {
        return 0;
      }

      @Override
      public MemberFolders folders(MemberFolders folders) {
        return new ForgottenEpochs(folders);
      }
    };
  }

  /** The DNS updater's epoch guard: what others have written at the server holds nobody up. */
  static Rules withoutDnsGuard() {
    return new Rules() {
      @Override
      public DnsServer dnsServer(DnsServer server) {
        return new UnguardedServer(server);
      }
    };
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

  /** Whoever decides always says no: orchestrators read that a human does it all. */
  static Rules alwaysBlocking() {
    return withSettings(
        is ->
            new HighAvailability(
                false,
                is.failoverTimeout(),
                is.maxLossBytes(),
                is.cooldown(),
                is.synchronousReplicas()));
  }

  /** Whoever decides finds every loss too high: orchestrators read a budget of nothing. */
  static Rules alwaysOverBudget() {
    return withSettings(
        is ->
            new HighAvailability(
                is.autoFailover(),
                is.failoverTimeout(),
                0,
                is.cooldown(),
                is.synchronousReplicas()));
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

  /** Late reading: whatever an orchestrator reads was sent just now. */
  static Rules withoutTellingTheTime() {
    return new Rules() {
      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        return isOrchestrator(reader) ? with(record, reader.host().clock().wall()) : record;
      }
    };
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

  private static BusRecord with(BusRecord r, Instant sentAt) {
    return new BusRecord(
        r.topic(),
        r.partition(),
        r.offset(),
        r.key(),
        r.compactionKey(),
        r.event(),
        sentAt,
        r.writer());
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
}
