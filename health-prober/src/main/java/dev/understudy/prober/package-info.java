/**
 * Start here. One prober is one vantage: it asks every member of every instance how it is, and
 * publishes the bare answers. It concludes nothing.
 *
 * <ol>
 *   <li>{@link dev.understudy.prober.adapter.kafka.EventChannels} reads what is wanted, where nodes
 *       are, and what the topology is, and hands it to the one thread that owns everything.
 *   <li>{@link dev.understudy.prober.application.ProbeDesk} keeps one {@link
 *       dev.understudy.prober.application.InstanceWatch} per instance.
 *   <li>A watch runs rounds: it asks each member over its {@link
 *       dev.understudy.prober.application.Line}, waits for the answers, but never longer than a
 *       round, and lets {@link dev.understudy.prober.domain.RoundReport} put them into words.
 *   <li>{@link dev.understudy.prober.application.Outbox} publishes the result, or drops it while
 *       the bus is away.
 *   <li>A line that breaks starts a round at once; a suspect instance gets rounds more often.
 * </ol>
 */
package dev.understudy.prober;
