package dev.understudy.notifier.adapter.http;

import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.domain.Batch;
import java.util.Map;

/** What one kind of receiver wants to be sent. */
public interface MessageFormat {

  /** See {@link Channel#groups}. */
  default boolean groups() {
    return false;
  }

  /** See {@link Channel#keepsIncidents}. */
  default boolean keepsIncidents() {
    return false;
  }

  /** Whether 400 means that this message is no good, however often it is sent. */
  default boolean badRequestIsFinal() {
    return true;
  }

  /** The body, for Jackson to write. May hold a secret: never shown. */
  Object body(Batch batch);

  /** Headers next to {@code content-type}; may hold secrets: never shown. */
  default Map<String, String> headers(Batch batch, String body) {
    return Map.of();
  }
}
