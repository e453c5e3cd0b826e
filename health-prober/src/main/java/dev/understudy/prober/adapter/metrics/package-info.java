/** What Prometheus sees. */
package dev.understudy.prober.adapter.metrics;
