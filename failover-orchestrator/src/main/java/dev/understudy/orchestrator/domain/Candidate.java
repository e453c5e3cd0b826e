package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.util.Comparator;

/** One who may be elected. */
record Candidate(MemberId member, Offset offset, int priority, String zone) {

  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::offset)
          .reversed()
          .thenComparing(Candidate::priority)
          .thenComparing(Candidate::zone)
          .thenComparing(candidate -> candidate.member().value());
}
