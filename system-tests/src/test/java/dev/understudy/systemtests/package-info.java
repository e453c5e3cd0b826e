/**
 * Start here: faults injected into the whole running system, one class per fault, each test from a
 * healthy instance to a healthy instance.
 *
 * <ul>
 *   <li>{@code …IT}: the scenarios. Each makes an instance of its own in the one {@link
 *       dev.understudy.systemtests.RunningStack}.
 *   <li>{@link dev.understudy.systemtests.Bed}: whether engines and Kafka are this machine's or
 *       images'. What depends on them has the tag {@code engine} or {@code kafka}.
 *   <li>{@link dev.understudy.systemtests.ManagedRedis}: the instance, and what can be done to it.
 *   <li>{@link dev.understudy.systemtests.Application}: writes all the while, and remembers what
 *       was acknowledged.
 *   <li>{@link dev.understudy.systemtests.Aftermath}: what must be true after every change of
 *       primary: data, DNS, mail, webhook, decision log, and the {@link
 *       dev.understudy.systemtests.Invariants}.
 * </ul>
 */
package dev.understudy.systemtests;
