package dev.understudy.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Epoch;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One member through random epochs, crashes, hangs, restarts of its node and losses of the bus. A
 * seed that fails can be put into {@link #seeds}.
 */
class MemberSimulationTest {

  private static final int STEPS = 400;

  /** What it takes to notice, to be sure, and to act. */
  private static final Duration GRACE = Duration.ofMillis(400);

  static long[] seeds() {
    return new Random(20240607).longs(100).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverWritesWithoutAReason(long seed) {
    Random random = new Random(seed);
    Stage stage = new Stage();
    stage.engine.offset = 100;
    stage.settle();
    Order order = new Order.AwaitLog();
    Epoch highest = Epoch.NONE;
    for (int step = 0; step < STEPS; step++) {
      order = disturb(stage, order, random);
      boolean calm = random.nextInt(4) == 0;
      stage.pass(calm ? GRACE.plus(Stage.LIFETIME) : Duration.ofMillis(10 * random.nextInt(20)));
      assertThat(stage.disk.epoch()).isGreaterThanOrEqualTo(highest);
      highest = stage.disk.epoch();
      if (calm && stage.takesWrites()) {
        assertThat(order).as("seed %d, step %d", seed, step).isInstanceOf(Order.Lead.class);
        assertThat(!stage.busOut || stage.answering >= 2)
            .as("seed %d, step %d: leased, or failsafe", seed, step)
            .isTrue();
      }
    }
  }

  private static Order disturb(Stage stage, Order order, Random random) {
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        return tell(stage, next(order, random));
      }
      case 2 -> stage.crash();
      case 3 -> {
        if (stage.hung) {
          stage.goOn();
        } else {
          stage.hung = stage.running();
        }
      }
      case 4 -> stage.busOut = !stage.busOut;
      case 5 -> {
        stage.answering = random.nextInt(3);
        stage.engine.attached = stage.answering;
      }
      case 6 -> stage.engine.linkUp = stage.engine.upstream != null && random.nextBoolean();
      case 7 -> {
        if (stage.running()) {
          stage.restartNodeThen(new Order.AwaitLog());
          stage.pass(Duration.ofMillis(10 * random.nextInt(10)));
          return tell(stage, order);
        }
      }
      default -> stage.diskFull = random.nextInt(4) == 0;
    }
    return order;
  }

  private static Order tell(Stage stage, Order order) {
    stage.order(order);
    return order;
  }

  private static Order next(Order order, Random random) {
    Epoch epoch = order.epoch();
    if (!(order instanceof Order.Join)) {
      boolean wasPrimary = order instanceof Order.Lead;
      return new Order.Join(epoch.next(), random.nextInt(3) == 0, wasPrimary);
    }
    return random.nextBoolean() ? Orders.lead(epoch.value()) : Orders.follow(epoch.value());
  }
}
