package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import java.time.Duration;
import java.util.Optional;

/**
 * The newest lease on record. It lasts as long as its own record says: the settings may have
 * changed since, and reach nodes and orchestrators at different times.
 *
 * @param readAt when the record was read, which is after the node began to count
 */
record ReadLease(Moment readAt, Duration lifetime) {

  /** The lease that a decision gives, if it gives one: a renewal does, and an election. */
  static Optional<ReadLease> given(Decision decision, Moment now) {
    if (decision instanceof LeaseRenewed renewed) {
      return Optional.of(new ReadLease(now, Duration.ofMillis(renewed.lifetimeMillis())));
    }
    if (decision instanceof PrimaryElected elected) {
      return Optional.of(new ReadLease(now, Duration.ofMillis(elected.leaseMillis())));
    }
    return Optional.empty();
  }

  /** How long it takes until it has surely ended; zero if it has. */
  Duration left(Situation situation) {
    Duration left =
        situation.timing().leaseEndsAfter(lifetime).minus(situation.now().since(readAt));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
