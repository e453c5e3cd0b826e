package dev.understudy.prober.domain;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.MemberId;

/**
 * Whether an instance's primary is silent, from round to round. What that means is for the
 * orchestrator to say: a suspicion only tells where a failover, if there is one, began.
 */
public final class Suspicion {

  private MemberId suspect;

  /**
   * Takes in the next round.
   *
   * @param primary as the topology has it; null while an epoch is open: a suspicion stands
   * @return the primary if it is silent, else null
   */
  public MemberId after(InstanceObserved round, MemberId primary) {
    if (primary != null) {
      suspect = isSilent(round, primary) ? primary : null;
    }
    return suspect;
  }

  private static boolean isSilent(InstanceObserved round, MemberId primary) {
    return round.members().stream()
        .anyMatch(seen -> seen.member().equals(primary) && seen.outcome().silent());
  }
}
