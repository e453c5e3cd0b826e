package dev.understudy.bus.metrics;

/** What a metric's values mean. */
public enum MetricType {
  /** Only grows, until its process starts again. */
  COUNTER,

  /** Goes up and down. */
  GAUGE,

  /** Durations: printed as {@code _count}, {@code _sum} and {@code _max}. */
  TIMER,

  /** Durations by size: printed as {@code _bucket}, {@code _count} and {@code _sum}. */
  HISTOGRAM
}
