package dev.understudy.simulation;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.service.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One safety rule of the orchestrators taken out, by what they are told: settings that aren't, or
 * what nobody said like that.
 */
final class MisledOrchestrators {

  private MisledOrchestrators() {}

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
    return withSettings(is -> like(is, false, is.maxLossBytes(), is.cooldown()));
  }

  /** Whoever decides finds every loss too high: orchestrators read a budget of nothing. */
  static Rules alwaysOverBudget() {
    return withSettings(is -> like(is, is.autoFailover(), 0, is.cooldown()));
  }

  /** The cooldown: orchestrators read zero. */
  static Rules withoutCooldown() {
    return withSettings(is -> like(is, is.autoFailover(), is.maxLossBytes(), Duration.ZERO));
  }

  /** The loss budget: orchestrators read that any loss will do. */
  static Rules withoutLossBudget() {
    return withSettings(is -> like(is, is.autoFailover(), Long.MAX_VALUE, is.cooldown()));
  }

  private static HighAvailability like(
      HighAvailability is, boolean autoFailover, long maxLossBytes, Duration cooldown) {
    return new HighAvailability(
        autoFailover, is.failoverTimeout(), maxLossBytes, cooldown, is.synchronousReplicas());
  }

  /** Late reading: whatever an orchestrator reads was sent just now. */
  static Rules withoutTellingTheTime() {
    return new Rules() {
      @Override
      public BusRecord read(Actor reader, BusRecord record) {
        return isOrchestrator(reader)
            ? with(record, record.event(), reader.host().clock().wall())
            : record;
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

  static BusRecord with(BusRecord record, Event event) {
    return with(record, Optional.of(event), record.sentAt());
  }

  private static BusRecord with(BusRecord r, Optional<Event> event, Instant sentAt) {
    return new BusRecord(
        r.topic(),
        r.partition(),
        r.offset(),
        r.key(),
        r.compactionKey(),
        event,
        sentAt,
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
