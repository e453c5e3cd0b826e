package dev.understudy.localstack.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report in words, for the person at the terminal.
 *
 * @param report what to tell
 */
record ReportLines(ChaosReport report) {

  List<String> lines() {
    return List.of(
        "Seed %d, %s mode, network: %s".formatted(report.seed(), report.mode(), report.network()),
        "Faults: " + words(report.faults()),
        "Not possible just then: " + words(report.faultsMissed()),
        "Failovers: %s; switchovers: %d (refused, by HTTP status: %s)"
            .formatted(
                words(report.failovers()),
                report.switchovers(),
                words(report.switchoversRefused())),
        "Epochs: %s; blocked at first: %s"
            .formatted(words(report.epochs()), words(report.blocked())),
        "Writes acknowledged to applications: %d, lost: %d"
            .formatted(report.writesAcknowledged(), report.writesLost()),
        "Writes acknowledged by a primary: %d, lost: %d; reported lost: %d bytes, unknown in %d epochs"
            .formatted(
                report.writesAcknowledgedByPrimary(),
                report.writesLostOfPrimary(),
                report.bytesReportedLost(),
                report.epochsWithUnknownLoss()),
        "Longest time without a write: %s ms; slowest recovery: %d ms"
            .formatted(report.longestOutageMillis(), report.slowestRecoveryMillis()));
  }

  private static String words(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
  }
}
