package dev.understudy.localstack.chaos;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time in which nothing is done, but by the system itself. */
final class Calm {

  private final CountDownLatch never = new CountDownLatch(1);

  /** Returns after that time. */
  void lasts(Duration time) throws InterruptedException {
    if (never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nothing ends a calm");
    }
  }
}
