/**
 * Publishes and verifies DNS names. Start here, the path of one name:
 *
 * <ol>
 *   <li>{@code adapter.kafka.TopicReader} reads a topology snapshot and hands it to {@link
 *       dev.understudy.dns.application.NameKeeper}, whose one thread owns all state;
 *   <li>{@link dev.understudy.dns.domain.NameBook} says which names should change: it follows
 *       snapshots, it guesses nothing;
 *   <li>{@link dev.understudy.dns.application.ServerSession} brings one name up to date at one
 *       server: {@link dev.understudy.dns.domain.Reconciliation} compares what the server holds
 *       with what is wanted and writes the compare-and-set update;
 *   <li>{@code adapter.rfc2136} sends it, signed, and reads the name back from the server itself;
 *   <li>when every server agrees, an {@code EndpointPublished} goes out.
 * </ol>
 *
 * <p>{@code application.DriftAudit} looks from time to time whether the servers still hold it.
 *
 * <p>{@code adapter.server} is the authoritative server of the local stack; it is updated by the
 * very same path. Its rules are in {@link dev.understudy.dns.domain.zone}.
 */
package dev.understudy.dns;
