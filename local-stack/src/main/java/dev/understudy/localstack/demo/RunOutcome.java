package dev.understudy.localstack.demo;

import java.util.List;

/**
 * How one run went.
 *
 * @param problems what did not work, in words; empty if all did
 */
record RunOutcome(RunFigures figures, List<String> problems) {

  RunOutcome {
    problems = List.copyOf(problems);
  }
}
