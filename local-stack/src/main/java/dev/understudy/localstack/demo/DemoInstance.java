package dev.understudy.localstack.demo;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.api.NewInstance;
import dev.understudy.localstack.stack.LocalStack;
import java.time.Duration;

/** The instance {@code demo}: a small primary and two replicas, one member on each node. */
public final class DemoInstance {

  public static final InstanceId ID = InstanceId.of("demo");
  public static final int REPLICAS = 2;
  private static final String PROFILE = "nano";

  private DemoInstance() {}

  /**
   * Creates it in a stack, on the port that the stack keeps for it, unless it is there.
   *
   * @param patience how long to try while not all nodes have announced themselves
   * @throws dev.understudy.localstack.api.ApiFailure if it can't be created
   */
  public static void ensure(LocalStack stack, HighAvailability settings, Duration patience) {
    stack
        .api()
        .ensure(
            new NewInstance(
                ID.value(),
                REPLICAS,
                PROFILE,
                stack.endpoints().demoPort(),
                stack.applicationPassword(),
                settings),
            patience);
  }

  /** Waits for it to have all its members. */
  public static InstanceWatch watch(LocalStack stack) {
    return new InstanceWatch(stack.events(), ID, REPLICAS + 1);
  }
}
