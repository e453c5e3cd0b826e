/** What Prometheus sees of the fleet. */
package dev.understudy.orchestrator.adapter.metrics;
