package dev.understudy.localstack.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.chaos.history.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker is fed with histories in which something must not have happened. */
class CheckerTest {

  private static final String A = "127.0.1.1";
  private static final String B = "127.0.1.2";
  private static final long MS = 1_000_000;

  private final List<Write> writes = new ArrayList<>();
  private final List<Write> missing = new ArrayList<>();
  private final List<Reign> reigns = new ArrayList<>();
  private final List<LossReport> losses = new ArrayList<>();

  private Write write(String host, long sentMillis, boolean replicated) {
    Write write =
        new Write(1, writes.size(), host, sentMillis * MS, (sentMillis + 1) * MS, replicated);
    writes.add(write);
    return write;
  }

  private void lost(Write write) {
    missing.add(write);
  }

  private void elected(long epoch, String host, long millis) {
    reigns.add(new Reign(epoch, host, millis * MS));
  }

  private List<Violation> violations() {
    return Checker.violations(new History(writes, missing, reigns, losses));
  }

  /** A led until 1000 ms, then B. */
  private void oneFailover() {
    elected(1, A, 0);
    for (int at = 100; at < 1000; at += 100) {
      write(A, at, false);
    }
    elected(2, B, 1500);
    for (int at = 1600; at < 2500; at += 100) {
      write(B, at, false);
    }
  }

  @Test
  void nothingIsWrongWithAFailoverThatLosesNothing() {
    oneFailover();
    losses.add(new LossReport(2, 0L));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aReplicatedWriteMustNotBeGone() {
    oneFailover();
    lost(write(A, 200, true));
    losses.add(new LossReport(2, null));
    assertThat(violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.ACKNOWLEDGED_WRITE_LOST);
    assertThat(violations().get(0).text()).startsWith("1 writes of epoch 1 ");
  }

  @Test
  void aLossThatNoEpochReportsIsAViolation() {
    oneFailover();
    lost(writes.get(0));
    losses.add(new LossReport(2, 0L));
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.LOSS_NOT_REPORTED);
  }

  @Test
  void aReportMustCoverAllThatIsLost() {
    oneFailover();
    lost(writes.get(0));
    lost(writes.get(1));
    losses.add(new LossReport(2, writes.get(0).bytes()));
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.LOSS_NOT_REPORTED);
    losses.set(0, new LossReport(2, 2 * writes.get(0).bytes()));
    assertThat(violations()).isEmpty();
  }

  @Test
  void anUnknownLossCoversAnything() {
    oneFailover();
    lost(writes.get(0));
    losses.add(new LossReport(2, null));
    assertThat(violations()).isEmpty();
  }

  @Test
  void anEarlierReportCoversNothing() {
    oneFailover();
    losses.add(new LossReport(1, null));
    losses.add(new LossReport(2, 1_000L));
    lost(writes.get(writes.size() - 9));
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.LOSS_NOT_REPORTED);
  }

  @Test
  void oneReportDoesNotCoverTwoEpochs() {
    oneFailover();
    lost(writes.get(0));
    lost(writes.get(9));
    elected(3, A, 3000);
    write(A, 3100, false);
    losses.add(new LossReport(3, writes.get(0).bytes()));
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.LOSS_NOT_REPORTED);
  }

  @Test
  void theVeryLastWritesOfAReignMayBeGoneUnseen() {
    oneFailover();
    lost(writes.get(8));
    losses.add(new LossReport(2, 0L));
    assertThat(violations()).isEmpty();
  }

  @Test
  void twoPrimariesAreSeenByAWriteThatWasSentTooLate() {
    oneFailover();
    write(A, 1602, false);
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.TWO_PRIMARIES);
    assertThat(violations().get(0).text())
        .contains(A + ", the primary of epoch 1", "1 writes", B + ", the primary of epoch 2");
  }

  /** Sent before, answered late: it may have been taken before. */
  @Test
  void aWriteThatOverlapsTheFirstOneOfTheNextPrimaryProvesNothing() {
    oneFailover();
    writes.add(new Write(2, 0, A, 1590 * MS, 1610 * MS, false));
    assertThat(violations()).isEmpty();
  }

  @Test
  void itMayBeElectedAgain() {
    oneFailover();
    elected(3, A, 3000);
    write(A, 3100, false);
    assertThat(violations()).isEmpty();
  }

  @Test
  void theFirstWriteOfAnyLaterEpochCounts() {
    elected(1, A, 0);
    elected(2, B, 1000);
    elected(3, "127.0.1.3", 2000);
    write("127.0.1.3", 2100, false);
    write(A, 2200, false);
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.TWO_PRIMARIES);
  }

  @Test
  void whoWasNeverElectedMustNotTakeWrites() {
    oneFailover();
    write("127.0.1.3", 500, false);
    write(B, 500, false);
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.NEVER_ELECTED);
    assertThat(violations().get(0).text()).endsWith("2 such writes");
  }
}
