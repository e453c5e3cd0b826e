package dev.understudy.localstack.demo;

import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Table;
import dev.understudy.localstack.terminal.Table.Align;
import dev.understudy.localstack.terminal.Terminal;
import java.util.List;
import java.util.function.Function;

/** The figures of all runs for people. */
final class ReportTable {

  private static final String UNKNOWN = "-";

  private final Terminal terminal;

  ReportTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Report report) {
    List<String> lines = lines(report);
    terminal.line(
        terminal.styled(
            Style.DIM,
            "Milliseconds from the fault; the outage is what the application felt,"
                + " ledger what the probers saw."));
    terminal.line(terminal.styled(Style.BOLD, lines.get(0)));
    lines.subList(1, lines.size() - 1).forEach(terminal::line);
    terminal.line(terminal.styled(Style.BOLD, lines.get(lines.size() - 1)));
  }

  static List<String> lines(Report report) {
    Align right = Align.RIGHT;
    Table table =
        new Table(
            Align.LEFT,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            right,
            Align.LEFT);
    table.row(
        "run", "outage", "ledger", "detect", "elect", "promote", "dns", "mail", "webhook", "writes",
        "lost", "full", "partial", "primary");
    List<RunFigures> runs = report.runs();
    for (int i = 0; i < runs.size(); i++) {
      RunFigures run = runs.get(i);
      String move = text(run.primaryBefore()) + " > " + text(run.primaryAfter());
      row(table, Integer.toString(i + 1), figure -> figure.apply(run), move);
    }
    row(table, "median", figure -> Report.median(runs, figure), "");
    return table.lines();
  }

  private static void row(
      Table table, String name, Function<Function<RunFigures, Long>, Long> value, String move) {
    table.row(
        name,
        text(value.apply(RunFigures::outageMillis)),
        text(value.apply(RunFigures::ledgerOutageMillis)),
        text(value.apply(RunFigures::detectMillis)),
        text(value.apply(RunFigures::electMillis)),
        text(value.apply(RunFigures::promoteMillis)),
        text(value.apply(RunFigures::dnsMillis)),
        text(value.apply(RunFigures::mailMillis)),
        text(value.apply(RunFigures::webhookMillis)),
        text(value.apply(RunFigures::writesAcknowledged)),
        text(value.apply(RunFigures::writesLost)),
        text(value.apply(RunFigures::fullResyncs)),
        text(value.apply(RunFigures::partialResyncs)),
        move);
  }

  private static String text(Object value) {
    return value == null ? UNKNOWN : value.toString();
  }
}
