package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.topology.Condition;
import java.util.Optional;

/**
 * Where an instance stands. Only the decision log moves it from one epoch to the next; evidence and
 * time make it append decisions, and it acts on them only when they are read back.
 *
 * <pre>
 * state               EpochOpened   PrimaryElected   EpochClosed   evidence or time
 * AwaitingFirstEpoch  Joining       impossible       impossible    append EpochOpened
 * Watching            Joining       impossible       impossible    append EpochOpened or FailoverBlocked
 * Joining             Joining       Promoting        stays         append PrimaryElected or FailoverBlocked
 * Promoting           Joining       impossible       Watching      Settling; or append EpochOpened
 * Settling            Joining       impossible       Watching      append EpochClosed or EpochOpened
 * </pre>
 *
 * "Impossible" is what {@code DecisionLedger} never lets through.
 */
sealed interface InstanceState permits AwaitingFirstEpoch, Watching, Joining, Promoting, Settling {

  InstanceState onOpened(EpochOpened opened, Situation situation);

  InstanceState onElected(PrimaryElected elected, Situation situation);

  InstanceState onClosed(EpochClosed closed, Situation situation);

  /** Something was learned, or time has passed. */
  Step onEvidence(Situation situation);

  Condition condition(Situation situation);

  /** The condition in words. */
  String reason(Situation situation);

  /** What keeps a failover from happening; empty unless the condition is BLOCKED. */
  Optional<BlockReason> blockReason();

  /** Whether every tick counts; otherwise twice a second is enough. */
  boolean isUrgent();
}
