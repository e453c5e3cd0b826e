package dev.understudy.localstack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The figures of one run as they become known, and what went wrong. For use by one thread. */
final class Measurements {

  private static final long NANOS_PER_MILLI = 1_000_000;

  Long outageMillis;
  Long ledgerOutageMillis;
  Long detectMillis;
  Long electMillis;
  Long promoteMillis;
  Long dnsMillis;
  Long mailMillis;
  Long webhookMillis;
  Long writesAcknowledged;
  Long writesLost;
  Long ledgerLossBytes;
  Long ledgerDeposedOffset;
  Long ledgerPromotedOffset;
  Long fullResyncs;
  Long partialResyncs;
  String primaryBefore;
  String primaryAfter;
  String dnsBefore;
  String dnsAfter;

  private final List<String> problems = new ArrayList<>();

  void problem(String what) {
    problems.add(what);
  }

  RunOutcome outcome() {
    RunFigures figures =
        new RunFigures(
            outageMillis,
            ledgerOutageMillis,
            detectMillis,
            electMillis,
            promoteMillis,
            dnsMillis,
            mailMillis,
            webhookMillis,
            writesAcknowledged,
            writesLost,
            ledgerLossBytes,
            ledgerDeposedOffset,
            ledgerPromotedOffset,
            fullResyncs,
            partialResyncs,
            primaryBefore,
            primaryAfter,
            dnsBefore,
            dnsAfter);
    return new RunOutcome(figures, problems);
  }

  static long millis(Instant from, Instant to) {
    return millis(Duration.between(from, to).toNanos());
  }

  static long millis(long nanos) {
    return Math.round((double) nanos / NANOS_PER_MILLI);
  }
}
