package dev.understudy.node.application;

import dev.understudy.contracts.id.Address;
import dev.understudy.node.domain.Comparison;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Compares two engines of one instance, key by key, while both serve. */
public interface DatasetComparison {

  /**
   * Counts the keys that differ.
   *
   * @param here the member; the other has the same passwords
   * @param limit it ends then, with what it has found so far
   */
  CompletionStage<Comparison> compare(EngineSettings here, Address other, Duration limit);
}
