package dev.understudy.monitoring;

import dev.understudy.contracts.instance.HighAvailability;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One stack for all test classes of a run, as starting it takes longest: the first class starts it,
 * the end of the run stops it. Each class has a Prometheus of its own, which knows nothing of what
 * others did before.
 */
final class SharedStack implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

  private MonitoredStack stack;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (MonitoredStack.missing().isEmpty()) {
      stack =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .computeIfAbsent(MonitoredStack.class, type -> start(), MonitoredStack.class);
    }
  }

  private static MonitoredStack start() {
    try {
      return MonitoredStack.start(HighAvailability.DEFAULT);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the stack can't be started", e);
    }
  }

  /** Null where there can't be one, see {@link MonitoredStack#missing()}. */
  MonitoredStack get() {
    return stack;
  }
}
