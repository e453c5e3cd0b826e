package dev.understudy.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that one service tells the others. An event knows the topic and the key that it is
 * published under; its CloudEvents type follows from its class.
 */
public interface Event {

  /** One of {@link Topics}. */
  @JsonIgnore
  String topic();

  /** The record's key. The part before the first slash decides the partition. */
  @JsonIgnore
  String key();

  /**
   * Whether a record with this key may carry it. Anything else is not what its topic promises: it
   * would be compacted away with another's records, or stay behind when the thing is deleted.
   *
   * @param recordKey may be null
   */
  default boolean mayHaveKey(String recordKey) {
    return key().equals(recordKey);
  }

  /** CloudEvents {@code type}, e.g. {@code dev.understudy.EpochOpened.v1}. */
  @JsonIgnore
  default String type() {
    return typeOf(getClass());
  }

  /** CloudEvents {@code type} of a class of events. */
  static String typeOf(Class<? extends Event> event) {
    return "dev.understudy." + event.getSimpleName() + ".v1";
  }
}
