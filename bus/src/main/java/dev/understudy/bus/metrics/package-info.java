/**
 * Every metric of Understudy, declared once. Services register from here, and {@code
 * docs/METRICS.md} is generated from here; its test says how.
 */
package dev.understudy.bus.metrics;
