package dev.understudy.simulation.service;

import dev.understudy.contracts.id.Address;
import dev.understudy.node.application.DatasetComparison;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Comparison;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Wire;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Entry;
import dev.understudy.simulation.redis.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Compares datasets write by write: every write is a key of its own. */
final class NodeComparison implements DatasetComparison {

  private static final long REFUSAL_NANOS = 500_000;

  private final Actor node;
  private final Surroundings surroundings;

  NodeComparison(Actor node, Surroundings surroundings) {
    this.node = node;
    this.surroundings = surroundings;
  }

  @Override
  public CompletionStage<Comparison> compare(EngineSettings here, Address other, Duration limit) {
    CompletableFuture<Comparison> outcome = new CompletableFuture<>();
    Engine mine = surroundings.at(here.address());
    Engine theirs = surroundings.at(other);
    if (mine == null || theirs == null) {
      node.in(
          REFUSAL_NANOS,
          () -> outcome.completeExceptionally(new IOException("connection refused")));
      return outcome;
    }
    Wire there = surroundings.network().wire(node, theirs.actor());
    Wire back = surroundings.network().wire(theirs.actor(), node);
    there.send(
        () -> {
          Entry data = theirs.data();
          back.send(() -> outcome.complete(Comparison.of(differing(mine.data(), data))));
        });
    node.in(limit.toNanos(), () -> outcome.complete(Comparison.upTo(0, "the time was up")));
    return outcome;
  }

  private static long differing(Entry a, Entry b) {
    Set<Long> ofA = a.writeIds();
    Set<Long> ofB = b.writeIds();
    long common = ofA.stream().filter(ofB::contains).count();
    return ofA.size() + ofB.size() - 2 * common;
  }
}
