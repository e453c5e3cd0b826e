package dev.understudy.localstack.chaos.plan;

/** Which of the three hosts is hit, by its role at that moment. */
public enum Victim {
  PRIMARY,
  FIRST_REPLICA,
  SECOND_REPLICA
}
