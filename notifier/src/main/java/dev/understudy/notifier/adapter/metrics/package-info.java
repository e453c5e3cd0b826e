/** Deliveries as Prometheus metrics. */
package dev.understudy.notifier.adapter.metrics;
