package dev.understudy.localstack.tools;

import dev.understudy.localstack.api.ApiFailure;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the image {@code understudy/tools} runs. */
@Command(
    name = "understudy-tools",
    description = "What an installation of Understudy needs besides its services.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCommand.class, InstanceCommand.class, SinkCommand.class})
public final class ToolsCommand {

  private ToolsCommand() {}

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ToolsCommand())
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof ApiFailure) {
                commandLine.getErr().println(exception.getMessage());
                return 1;
              }
              throw exception;
            });
  }
}
