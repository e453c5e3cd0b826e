/** Notifications as webhooks, signed as https://www.standardwebhooks.com says. */
package dev.understudy.notifier.adapter.http;
