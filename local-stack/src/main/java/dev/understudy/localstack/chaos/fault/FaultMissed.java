package dev.understudy.localstack.chaos.fault;

/** There was nothing to hit: e.g. the engine had no process just then. */
public final class FaultMissed extends Exception {

  FaultMissed(String message) {
    super(message);
  }
}
