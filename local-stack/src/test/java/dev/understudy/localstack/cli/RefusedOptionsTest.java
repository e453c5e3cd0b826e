package dev.understudy.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What makes no sense is refused before anything starts. */
class RefusedOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "chaos --minutes 0, --minutes must be 0.1 to 1440",
    "chaos --synchronous-replicas 0, --synchronous-replicas must be 1 to 2",
    "chaos --synchronous-replicas 3, --synchronous-replicas must be 1 to 2",
    "chaos --mode async --synchronous-replicas 1, --synchronous-replicas is for --mode sync: leave"
        + " one of them out",
    "up --port-base 1000, --port-base must be 1024 to 65000"
  })
  void saysWhich(String arguments, String complaint) {
    List<String> said = new ArrayList<>();
    CommandLine commandLine = UnderstudyCommand.commandLine(Terminal.silent());
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          said.add(exception.getMessage());
          return 1;
        });
    assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(1);
    assertThat(said).containsExactly(complaint);
  }
}
