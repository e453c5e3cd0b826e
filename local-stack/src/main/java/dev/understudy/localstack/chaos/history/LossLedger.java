package dev.understudy.localstack.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the closed epochs report as lost, to be used up by what is found lost. */
final class LossLedger {

  private final List<LossReport> left;

  LossLedger(List<LossReport> reports) {
    this.left = new ArrayList<>(reports);
  }

  /**
   * Accounts for a loss of an epoch's writes, which any later change of primary may have cost.
   *
   * @return the bytes that nothing reports; empty if the reports cover all
   */
  Optional<Long> uncovered(long epoch, long lostBytes) {
    long bytes = lostBytes;
    for (int i = 0; i < left.size() && bytes > 0; i++) {
      LossReport report = left.get(i);
      if (report.epoch() > epoch) {
        if (report.bytes() == null) {
          return Optional.empty();
        }
        long covered = Math.min(bytes, report.bytes());
        bytes -= covered;
        left.set(i, new LossReport(report.epoch(), report.bytes() - covered));
      }
    }
    return bytes > 0 ? Optional.of(bytes) : Optional.empty();
  }
}
