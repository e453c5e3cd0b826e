package dev.understudy.localstack.cli;

import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackFailure;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.terminal.StartDisplay;
import dev.understudy.localstack.terminal.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps quiet once Ctrl-C has been pressed: the stack is being taken down under the command's feet
 * then, and what fails because of that is no news.
 */
final class Ending {

  private final AtomicBoolean begun = new AtomicBoolean();
  private final Thread hook = new Thread(() -> begun.set(true), "ending");

  Ending() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a stack; never returns if the JVM is ending. */
  LocalStack start(StackPlan plan, Terminal terminal) {
    try {
      return LocalStack.start(plan, new StartDisplay(terminal));
    } catch (StackFailure e) {
      awaitIfBegun();
      throw e;
    }
  }

  /** Doesn't return if the JVM is ending. */
  void awaitIfBegun() {
    if (begun.get()) {
      awaitForEver();
    }
  }

  /** Returns only if this thread is interrupted. */
  static void awaitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
