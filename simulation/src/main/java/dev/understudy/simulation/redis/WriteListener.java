package dev.understudy.simulation.redis;

import dev.understudy.contracts.id.Epoch;

/** Hears the answer to a client's write, in the engine. */
public interface WriteListener {

  /** What a write is answered with. */
  enum Answer {
    OK,
    READONLY,
    LOADING,
    NOREPLICAS
  }

  /**
   * It was answered.
   *
   * @param entry what was written; null if it wasn't taken
   * @param inEpoch the epoch that the member was primary in
   */
  void answered(Answer answer, Entry entry, Epoch inEpoch);
}
