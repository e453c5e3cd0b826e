package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Decision;
import java.util.List;

/** What a state makes of an event: the state afterwards, and decisions to append to the log. */
record Step(InstanceState next, List<Decision> appends) {

  static Step to(InstanceState next) {
    return new Step(next, List.of());
  }

  static Step append(InstanceState next, Decision decision) {
    return new Step(next, List.of(decision));
  }
}
