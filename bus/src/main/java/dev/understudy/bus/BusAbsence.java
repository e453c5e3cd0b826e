package dev.understudy.bus;

import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Says that the bus is away when it doesn't take a record, and says when it takes one again, with
 * how many it did not: not a word per record. Safe for use by several threads.
 */
final class BusAbsence {

  private static final Logger LOG = Logger.getLogger(BusAbsence.class);

  private final AtomicLong refused = new AtomicLong();

  /** A record was not taken; whoever sent it keeps or drops it. */
  void refused(String topic, Throwable why) {
    if (refused.getAndIncrement() == 0) {
      LOG.errorf(
          "the bus is away: it does not take a record of %s, and nothing is said of the next: %s",
          topic, why.getMessage());
    }
  }

  /** A record was taken. */
  void taken() {
    long missed = refused.get() == 0 ? 0 : refused.getAndSet(0);
    if (missed > 0) {
      LOG.infof("the bus is back; it did not take %d records", missed);
    }
  }
}
