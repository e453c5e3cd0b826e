package dev.understudy.localstack.cli;

import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.mail.Mail;
import dev.understudy.localstack.narration.Narrator;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Ports;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.terminal.OrderedLines;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole system until Ctrl-C. */
@Command(
    name = "up",
    description =
        "Starts everything, creates the instance demo with 2 replicas, says what listens where, and"
            + " tells what happens until Ctrl-C.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class UpCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(15);

  private final Terminal terminal;
  private final OrderedLines lines;
  private final Narrator narrator = new Narrator();

  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--keep",
      description = "Go on with the data that the last stack left in the work folder.")
  private boolean keep;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
    this.lines = new OrderedLines(terminal, TIME::format);
  }

  @Override
  public Integer call() {
    StackPlan plan = plan();
    Ending ending = new Ending();
    terminal.line(terminal.styled(Style.BOLD, "Understudy"));
    terminal.line("Starting everything in " + plan.workFolder() + ":");
    try (LocalStack stack = ending.start(plan, terminal)) {
      new Welcome(stack, DemoInstance.ID.value()).lines().forEach(terminal::line);
      terminal.line("");
      terminal.line("What happens from now on, until Ctrl-C:");
      stack.events().listen(seen -> tell(stack, seen));
      stack.mailSink().listen(this::tell);
      DemoInstance.ensure(stack, HighAvailability.DEFAULT, CREATE_TIMEOUT);
      Ending.awaitForEver();
    } catch (RuntimeException e) {
      ending.awaitIfBegun();
      throw e;
    }
    return 0;
  }

  private StackPlan plan() {
    return stackOptions.plan("up", Ports.DEFAULT).keep(keep).restartDeadServices(true).build();
  }

  private void tell(LocalStack stack, Seen<?> seen) {
    if (!stack.closing()) {
      narrator.tell(seen.event()).forEach(sentence -> tell(seen.happenedAt(), sentence));
    }
  }

  private void tell(Mail mail) {
    tell(mail.arrivedAt(), "mail to " + mail.to() + ": " + mail.subject());
  }

  private void tell(Instant at, String sentence) {
    lines.happened(at, Style.PLAIN, sentence);
  }
}
