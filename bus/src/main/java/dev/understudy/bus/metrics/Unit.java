package dev.understudy.bus.metrics;

/** What a metric's values are in. */
public enum Unit {
  /** A number of things. */
  COUNT,

  /** 1: yes; 0: no. */
  YES_OR_NO,

  BYTES,

  SECONDS
}
