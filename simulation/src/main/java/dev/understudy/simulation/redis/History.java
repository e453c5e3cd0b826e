package dev.understudy.simulation.redis;

/** Replication ids and the backlog: how far somebody else's data may be gone on with. */
final class History {

  private static final String NO_ID = "0";

  private final Surroundings world;
  private String id;
  private String formerId = NO_ID;
  private long formerIdEnds;
  private long backlogFirst;

  History(Surroundings world) {
    this.world = world;
    this.id = world.nextId();
  }

  /** A snapshot that was loaded goes on with this. */
  void restore(String savedId) {
    id = savedId;
  }

  /** Everything is now a copy of another's. */
  void replace(String newId, long offset) {
    id = newId;
    formerId = NO_ID;
    backlogFirst = offset + 1;
  }

  /**
   * The upstream goes on under an id.
   *
   * @return whether it is another one
   */
  boolean goOnAs(String newId, long offset) {
    if (backlogFirst == 0) {
      backlogFirst = offset + 1;
    }
    if (newId.equals(id)) {
      return false;
    }
    shiftTo(newId, offset);
    return true;
  }

  /** A promotion: what was written so far keeps its id, what comes has another. */
  void branch(long offset) {
    shiftTo(world.nextId(), offset);
  }

  private void shiftTo(String newId, long offset) {
    formerId = id;
    formerIdEnds = offset + 1;
    id = newId;
  }

  /** The first replica ever begins a new history. */
  void beginBacklog(long offset) {
    if (backlogFirst == 0) {
      replace(world.nextId(), offset);
    }
  }

  boolean hasBacklog() {
    return backlogFirst > 0;
  }

  /**
   * Whether data of this id up to {@code offset} is where this stream once was, and not too long
   * ago.
   */
  boolean continues(String theirId, long offset, long ownOffset) {
    boolean same = theirId.equals(id) || (theirId.equals(formerId) && offset + 1 <= formerIdEnds);
    return same && backlogFirst > 0 && offset + 1 >= backlogFirst && offset <= ownOffset;
  }

  String id() {
    return id;
  }

  String formerId() {
    return formerId;
  }

  long backlogFirst() {
    return backlogFirst;
  }

  /** What a snapshot says of it; null without a backlog. */
  String saved() {
    return hasBacklog() ? id : null;
  }
}
