package dev.understudy.localstack.cli;

import dev.understudy.localstack.api.ApiFailure;
import dev.understudy.localstack.logging.QuietLogs;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./understudy up}, {@code demo} and {@code chaos} run. */
@Command(
    name = "./understudy",
    description = "Self-hosted high availability for Redis and Valkey, the whole of it here.",
    mixinStandardHelpOptions = true,
    subcommands = {UpCommand.class, DemoCommand.class, ChaosCommand.class})
public final class UnderstudyCommand {

  private UnderstudyCommand() {}

  public static void main(String[] arguments) {
    QuietLogs.silence();
    System.exit(commandLine(Terminal.standard(System.getenv())).execute(arguments));
  }

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new UnderstudyCommand(), new Factory(terminal))
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof StackFailure || exception instanceof ApiFailure) {
                terminal.line(terminal.styled(Style.BAD, exception.getMessage()));
                return 1;
              }
              throw exception;
            });
  }

  /** Gives every command the terminal. */
  private record Factory(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == UpCommand.class) {
        return type.cast(new UpCommand(terminal));
      }
      if (type == DemoCommand.class) {
        return type.cast(new DemoCommand(terminal));
      }
      if (type == ChaosCommand.class) {
        return type.cast(new ChaosCommand(terminal));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
