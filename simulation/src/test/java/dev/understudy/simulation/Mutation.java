package dev.understudy.simulation;

import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.node.domain.Act;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.service.Rules;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * One safety rule taken out, at a port that the services have anyway: what a process reads, or what
 * its engine is told. The product has no switch for any of it, so a rule is taken out by keeping
 * from the code what it would act on, or by doing in its name what it would never do.
 */
final class Mutation {

  private Mutation() {}

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
          return MisledOrchestrators.with(record, other.get(elected.epoch()).event().orElseThrow());
        }
        return record;
      }
    };
  }
}
