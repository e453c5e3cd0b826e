/**
 * Plays failures against the services' own code. Start here, with the path of one seed:
 *
 * <ol>
 *   <li>{@code run.Simulation} draws a {@code run.World} and a {@code fault.FaultPlan} from the
 *       seed.
 *   <li>{@code core.Agenda} is the only clock and the only thread: whatever happens is noted on it
 *       and done in order of simulated time.
 *   <li>{@code service} runs the real orchestrator, node, prober and DNS updater, from their
 *       application layer inwards, on the ports that {@code bus}, {@code redis} and {@code core}
 *       implement.
 *   <li>{@code people} write to the primary and ask for switchovers; {@code fault.FaultInjector}
 *       crashes, freezes and cuts.
 *   <li>{@code check.Watchdog} looks after every step whether a promise of {@code check.Invariant}
 *       was broken; {@code check.Recovery} and {@code check.Writes} look at the end.
 *   <li>{@code run.Campaign} plays many seeds and shrinks the plan of one that fails.
 * </ol>
 */
package dev.understudy.simulation;
