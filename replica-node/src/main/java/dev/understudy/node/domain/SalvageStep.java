package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import java.time.Duration;

/** What a quarantine needs to have done outside of the member's own engine. */
public sealed interface SalvageStep {

  /**
   * Put the snapshot that the engine has just written where nothing replaces it. Answered through
   * {@link Member#kept}.
   *
   * @param led the epoch that the member was primary of: a name for the file
   */
  record Keep(Epoch led) implements SalvageStep {}

  /**
   * Count the keys that differ between the member and its successor. Answered through {@link
   * Member#compared}.
   *
   * @param limit then it ends with what it has
   */
  record Compare(Address successor, Duration limit) implements SalvageStep {}
}
