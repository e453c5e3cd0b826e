/**
 * What an operator sees, checked: {@code prometheus/}, {@code grafana/} and {@code docs/runbooks/}
 * against each other, against promtool, and against a real Prometheus that scrapes a running stack.
 */
package dev.understudy.monitoring;
