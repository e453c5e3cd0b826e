package dev.understudy.contracts.endpoint;

/** What a DNS name stands for. */
public enum EndpointKind {
  /** Where writes go. */
  PRIMARY,

  /** All healthy replicas. */
  READERS,

  /** One member. */
  MEMBER
}
