package dev.understudy.systemtests;

import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * One stack for all test classes of a run, in the {@link Bed} chosen for it, as starting it takes
 * longest: the first class starts it, the end of the run stops it. After each test every service
 * runs again, whatever the test did to it, and the test's instances are gone.
 */
final class RunningStack
    implements BeforeAllCallback, AfterEachCallback, TestExecutionExceptionHandler {

  private static final Namespace NAMESPACE = Namespace.create(RunningStack.class);
  private static final Path WORK_FOLDER = Path.of("target", "stack");

  /** Members' ports: behind those that the stack itself uses, of the 500 that are its own. */
  private static final int FIRST_INSTANCE_PORT = 400;

  private static final int INSTANCE_PORTS = 100;
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Deque<AutoCloseable> madeByTest = new ArrayDeque<>();
  private LocalStack stack;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Assumptions.assumeTrue(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
        "skipped: the nodes' addresses 127.0.1.1 to 127.0.1.3 are there by themselves only on"
            + " Linux");
    Bed bed = Bed.chosen();
    bed.missing().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
    stack =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Bed.Made.class, type -> make(bed), Bed.Made.class)
            .stack();
  }

  private static Bed.Made make(Bed bed) {
    try {
      return bed.make(WORK_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  LocalStack stack() {
    return stack;
  }

  /** A service of the stack, to be killed. */
  Service service(String name) {
    return stack.service(name);
  }

  /** A new instance with two replicas that all follow; deleted after the test. */
  ManagedRedis create(String name, HighAvailability highAvailability) throws InterruptedException {
    int port =
        stack.ports().base() + FIRST_INSTANCE_PORT + INSTANCES.getAndIncrement() % INSTANCE_PORTS;
    ManagedRedis redis = new ManagedRedis(stack, name, port);
    madeByTest.push(redis);
    redis.create(highAvailability);
    return redis;
  }

  /** An application that writes to the instance from now on; stopped after the test. */
  Application application(ManagedRedis redis) {
    Application application = Application.start(stack, redis);
    madeByTest.push(application);
    return application;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    throw new AssertionError(
        failure.getMessage() + "\n(the services' logs: " + stack.workFolder().resolve("logs") + ")",
        failure);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    stack.services().forEach(Service::start);
    while (!madeByTest.isEmpty()) {
      madeByTest.pop().close();
    }
  }
}
