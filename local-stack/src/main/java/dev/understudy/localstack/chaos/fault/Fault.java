package dev.understudy.localstack.chaos.fault;

import java.io.IOException;

/**
 * A fault that is about to happen.
 *
 * @param words what happens
 * @param endWords how it is undone; empty if there is nothing to undo
 */
public record Fault(String words, Action begin, String endWords, Action end) {

  /** Something done to the system. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  static Fault once(String words, Action begin) {
    return new Fault(words, begin, "", () -> {});
  }
}
