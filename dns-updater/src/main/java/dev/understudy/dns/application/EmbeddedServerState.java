package dev.understudy.dns.application;

/** How the embedded server is. */
@FunctionalInterface
public interface EmbeddedServerState {

  /** Whether it is bound, or not wanted at all. */
  boolean isReady();
}
