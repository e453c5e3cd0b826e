/**
 * Decides. The path of one failover, start here:
 *
 * <ol>
 *   <li>{@code adapter.kafka} hands every record to {@code application.Desk}, one thread that owns
 *       all state.
 *   <li>{@code domain.InstanceMachine} keeps what is known of one instance in {@code domain.Facts}
 *       and asks its {@code domain.InstanceState} what to do.
 *   <li>{@code Watching} asks {@code Diagnostician} whether the primary is dead and {@code
 *       FailoverGuard} whether a failover is allowed, and appends {@code EpochOpened}.
 *   <li>Read back from the log, that makes the state {@code Joining}: replicas answer, the old
 *       primary is fenced, {@code CandidateSelection} picks the best, {@code PrimaryElected} is
 *       appended.
 *   <li>{@code Promoting} waits for its confirmation; the topology with the new primary goes out.
 *   <li>{@code Settling} waits for the replicas and the DNS name, and appends {@code EpochClosed}.
 *   <li>{@code Watching} again.
 * </ol>
 */
package dev.understudy.orchestrator;
