package dev.understudy.bus.tracing;

import org.apache.kafka.common.header.Headers;

/** Work whose result is being published. */
public interface Work {

  /** Work that nobody follows. */
  Work UNTRACED = new Unfollowed();

  /** Writes into a record's headers what it is part of. */
  void carry(Headers headers);

  /**
   * It was published, or not.
   *
   * @param failure null: the bus has it
   */
  void ended(Throwable failure);
}
