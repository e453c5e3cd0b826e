/** Notifications as e-mail. */
package dev.understudy.notifier.adapter.smtp;
