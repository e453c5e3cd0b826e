/**
 * Notifications over HTTP: {@link dev.understudy.notifier.adapter.http.HttpChannel} is the channel,
 * a {@link dev.understudy.notifier.adapter.http.MessageFormat} knows what one kind of receiver
 * wants, {@link dev.understudy.notifier.adapter.http.HttpPost} sends it, to allowed addresses only.
 */
package dev.understudy.notifier.adapter.http;
