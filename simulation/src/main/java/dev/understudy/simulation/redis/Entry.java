package dev.understudy.simulation.redis;

import java.util.HashSet;
import java.util.Set;

/**
 * One piece of a replication stream, and with all before it a whole dataset: two members have the
 * same data exactly if they have the same last entry.
 *
 * @param writeId unique; {@link #NO_WRITE} for what isn't a client's write
 * @param endOffset the stream's offset behind it
 * @param writes how many clients' writes there are up to here
 */
public record Entry(Entry before, long writeId, long endOffset, int writes) {

  public static final long NO_WRITE = -1;

  Entry write(long id, long bytes) {
    return new Entry(this, id, endOffset + bytes, writes + 1);
  }

  Entry noise(long bytes) {
    return new Entry(this, NO_WRITE, endOffset + bytes, writes);
  }

  static Entry empty(long offset) {
    return new Entry(null, NO_WRITE, offset, 0);
  }

  /** Of all clients' writes up to here. */
  public Set<Long> writeIds() {
    Set<Long> ids = new HashSet<>();
    for (Entry entry = this; entry != null; entry = entry.before) {
      if (entry.writeId != NO_WRITE) {
        ids.add(entry.writeId);
      }
    }
    return ids;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    return "@" + endOffset;
  }
}
