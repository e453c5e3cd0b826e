package dev.understudy.localstack.stack;

/** The stack can't do what was asked; the message is for the person at the terminal. */
public final class StackFailure extends RuntimeException {

  public StackFailure(String message) {
    super(message);
  }

  public StackFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
