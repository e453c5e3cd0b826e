package dev.understudy.bus;

import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps from the log what the Kafka connector says, with a stack trace, of every record that the
 * bus doesn't take: {@link BusAbsence} says once that it is away. By their codes, as the connector
 * has one category for everything, and other errors of it are news.
 */
@LoggingFilter(name = PerRecordNoise.NAME)
public final class PerRecordNoise implements Filter {

  static final String NAME = "per-record-noise";

  /** An attempt to write failed; a message was not sent; {@link TimelySerializer} refused it. */
  private static final Set<String> CODES = Set.of("SRMSG18206:", "SRMSG18212:", "SRMSG18260:");

  @Override
  public boolean isLoggable(LogRecord record) {
    String message = record.getMessage();
    return message == null || CODES.stream().noneMatch(message::startsWith);
  }
}
