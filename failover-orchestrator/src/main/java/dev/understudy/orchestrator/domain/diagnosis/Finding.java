package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.Evidence;
import java.util.List;

/** A diagnosis and what it rests on. */
public record Finding(Diagnosis diagnosis, List<Evidence> evidence) {

  /** The diagnosis in words. */
  public String inWords() {
    String name = diagnosis.inWords();
    if (evidence.isEmpty()) {
      return name;
    }
    return name
        + ": "
        + String.join(
            ", ", evidence.stream().map(e -> e.source() + " says " + e.statement()).toList());
  }
}
