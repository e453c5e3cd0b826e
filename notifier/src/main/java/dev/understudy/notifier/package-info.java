/**
 * Tells people what happens to their instances. Start here; the path of one notification:
 *
 * <ol>
 *   <li>{@link dev.understudy.notifier.adapter.kafka.NewsLog} reads decisions and alerts, after it
 *       has read from the receipts what was delivered before a restart;
 *   <li>{@link dev.understudy.notifier.domain.InstanceJournal} says which decisions are news,
 *       {@link dev.understudy.notifier.domain.AlertJournal} which alerts are; both word it as a
 *       {@link dev.understudy.notifier.domain.Notification};
 *   <li>{@link dev.understudy.notifier.application.NewsDesk} drops what is too old or delivered
 *       already, and asks {@link dev.understudy.notifier.application.Routing} who wants the rest;
 *   <li>a {@link dev.understudy.notifier.application.Lane} leads from a route to a channel at the
 *       route's pace, to the channel's {@link dev.understudy.notifier.application.Outbox};
 *   <li>{@link dev.understudy.notifier.application.Delivery} tries, retries, writes a receipt per
 *       attempt, and in the end leaves a dead letter rather than nothing.
 * </ol>
 */
package dev.understudy.notifier;
