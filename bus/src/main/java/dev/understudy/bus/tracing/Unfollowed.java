package dev.understudy.bus.tracing;

import org.apache.kafka.common.header.Headers;

/** Leaves no trace. */
final class Unfollowed implements Work {

  @Override
  public void carry(Headers headers) {}

  @Override
  public void ended(Throwable failure) {}
}
