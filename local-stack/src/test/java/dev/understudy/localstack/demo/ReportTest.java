package dev.understudy.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  static RunFigures outage(Long millis) {
    return new RunFigures(
        millis,
        millis == null ? null : millis + 6,
        5L,
        9L,
        12L,
        20L,
        40L,
        41L,
        1812L,
        0L,
        0L,
        9000L,
        9000L,
        0L,
        2L,
        "demo-1",
        "demo-2",
        "127.0.1.1",
        "127.0.1.2");
  }

  @Test
  void hasEveryFieldByItsName(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/report.json");
    Report.of(Fault.CRASH, List.of(outage(74L))).write(file);
    JsonNode read = new ObjectMapper().readTree(file.toFile());
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"fault": "crash",
                 "runs": [{"outageMillis": 74, "ledgerOutageMillis": 80, "detectMillis": 5, "electMillis": 9,
                   "promoteMillis": 12, "dnsMillis": 20, "mailMillis": 40, "webhookMillis": 41,
                   "writesAcknowledged": 1812, "writesLost": 0, "ledgerLossBytes": 0,
                   "ledgerDeposedOffset": 9000, "ledgerPromotedOffset": 9000, "fullResyncs": 0,
                   "partialResyncs": 2, "primaryBefore": "demo-1", "primaryAfter": "demo-2",
                   "dnsBefore": "127.0.1.1", "dnsAfter": "127.0.1.2"}],
                 "medianOutageMillis": 74}
                """);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void theMedianLeavesOutWhatDidNotHappen() {
    assertThat(median(30L, 10L, 20L)).isEqualTo(20);
    assertThat(median(10L, null, 21L)).isEqualTo(16);
    assertThat(median((Long) null)).isNull();
    assertThat(median()).isNull();
  }

  private static Long median(Long... outages) {
    List<RunFigures> runs = Arrays.stream(outages).map(ReportTest::outage).toList();
    return Report.of(Fault.HANG, runs).medianOutageMillis();
  }

  @Test
  void theTableIsAlignedAndEndsWithTheMedian() {
    List<String> lines =
        ReportTable.lines(Report.of(Fault.CRASH, List.of(outage(74L), outage(null))));
    assertThat(lines)
        .hasSize(4)
        .first()
        .asString()
        .startsWith("run     outage  ledger  detect  elect  promote");
    assertThat(lines.get(1)).startsWith("1           74      80       5");
    assertThat(lines.get(1)).endsWith("demo-1 > demo-2");
    assertThat(lines.get(2)).startsWith("2            -");
    assertThat(lines.get(3)).startsWith("median      74");
  }
}
