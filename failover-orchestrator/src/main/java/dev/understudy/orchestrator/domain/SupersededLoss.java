package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import java.util.Optional;

/**
 * What the elections have cost whose epochs were replaced by the next before they were closed. No
 * end on record tells it but that of the epoch that is closed at last. A function of the log alone.
 * Belongs to one thread.
 */
final class SupersededLoss {

  private EpochOpened opened;
  private PrimaryElected elected;
  private long bytes;
  private boolean unknown;

  /** A decision that counts. */
  void learn(Decision decision) {
    if (decision instanceof EpochOpened next) {
      supersede(next);
    } else if (decision instanceof PrimaryElected election) {
      elected = election;
    } else if (decision instanceof EpochClosed) {
      clear();
    }
  }

  private void supersede(EpochOpened next) {
    if (next.deposed() == null) {
      clear();
    } else if (elected != null && opened != null && opened.deposed() != null) {
      unknown |= elected.estimatedLossBytes() == null;
      bytes += elected.estimatedLossBytes() == null ? 0 : elected.estimatedLossBytes();
    }
    opened = next;
    elected = null;
  }

  private void clear() {
    opened = null;
    elected = null;
    bytes = 0;
    unknown = false;
  }

  /** Zero if nothing was superseded; empty if it is unknown what one of them cost. */
  Optional<Long> bytes() {
    return unknown ? Optional.empty() : Optional.of(bytes);
  }
}
