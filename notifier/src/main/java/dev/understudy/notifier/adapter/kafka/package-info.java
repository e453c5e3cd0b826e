/** Decisions and alerts in, receipts and dead letters out. */
package dev.understudy.notifier.adapter.kafka;
