package dev.understudy.orchestrator.domain.placement;

/** Memory for people. */
final class Megabytes {

  private static final long MB = 1024L * 1024;

  private Megabytes() {}

  /** Rounded down, so that "64 MB free" is never an exaggeration. */
  static String text(long bytes) {
    return bytes / MB + " MB";
  }
}
