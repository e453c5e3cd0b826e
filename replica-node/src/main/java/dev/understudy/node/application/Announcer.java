package dev.understudy.node.application;

import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.node.domain.Moment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Announces the node, and makes sure that its id is its own: two nodes of one id would run the same
 * members, and both would lead. So nothing of a node begins before it has read its own announcement
 * back without having met another's before it. Confined to the core's thread.
 *
 * <p>Another node is one that announces the same id from another address, until it has been silent
 * for three heartbeats, on this process's own clock; meanwhile this one says nothing. Of two that
 * begin at once the first in the topic has the id.
 */
public final class Announcer {

  private static final Logger LOG = Logger.getLogger(Announcer.class);

  private static final Duration SILENCE = NodeAnnounced.HEARTBEAT.multipliedBy(3);

  private final Hosting hosting;
  private final LongSupplier reservedBytes;
  private final Core core;
  private final Outbox outbox;
  private final CompletableFuture<Void> own = new CompletableFuture<>();
  private boolean announced;
  private boolean stopped;

  /** When another node was last heard under this id; null: never. */
  private Moment otherHeardAt;

  /**
   * An announcer that says nothing before {@link #begin}.
   *
   * @param reservedBytes the sum of the members' {@code maxmemory}
   */
  public Announcer(Hosting hosting, LongSupplier reservedBytes, Core core, Outbox outbox) {
    this.hosting = hosting;
    this.reservedBytes = reservedBytes;
    this.core = core;
    this.outbox = outbox;
  }

  /** Completes when the id is this node's own; may be asked by any thread. */
  public CompletionStage<Void> own() {
    return own;
  }

  public boolean isOwn() {
    return own.isDone();
  }

  /** What others said lately is known: begins to announce the node. */
  public void begin() {
    if (stopped) {
      return;
    }
    if (isOwn() || isAlone()) {
      announced = true;
      outbox.announce(announcement());
    }
    core.after(NodeAnnounced.HEARTBEAT, this::begin);
  }

  /** The node ends: it is announced no more. */
  public void stop() {
    stopped = true;
  }

  private NodeAnnounced announcement() {
    return new NodeAnnounced(
        hosting.node(),
        hosting.region(),
        hosting.zone(),
        hosting.address(),
        hosting.capacityBytes(),
        reservedBytes.getAsLong(),
        hosting.engine());
  }

  /** An announcement was read, of any node. */
  public void heard(NodeAnnounced said) {
    if (!said.node().equals(hosting.node())) {
      return;
    }
    if (!said.address().equals(hosting.address())) {
      heardAnother(said.address());
    } else if (announced && isAlone()) {
      own.complete(null);
    }
  }

  private void heardAnother(String address) {
    boolean news = isAlone();
    otherHeardAt = core.now();
    if (news) {
      LOG.errorf(
          "a node at %s announces itself as %s, as this one at %s does: give each an"
              + " understudy.node.id of its own%s",
          address,
          hosting.node(),
          hosting.address(),
          isOwn() ? "" : "; this one runs no members until the other has fallen silent");
    }
  }

  private boolean isAlone() {
    return otherHeardAt == null || core.now().isAtLeast(SILENCE, otherHeardAt);
  }
}
