package dev.understudy.localstack.chaos;

/** What an acknowledgement means to the clients, and with it how hard the faults may be. */
public enum Mode {
  /**
   * A synchronous instance: a write is acknowledged once so many replicas have it ({@code WAIT}).
   * At most one host is ill at a time: then no acknowledged write may be lost.
   */
  SYNC,

  /**
   * A write is acknowledged when the primary says so. Several hosts may be ill at a time: then
   * writes may be lost, but not more than the closed epochs report.
   */
  ASYNC
}
