package dev.understudy.localstack.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A port that nobody uses just now, for tests of a program that must be told its port. The next
 * calls in this process give others, and none is of those that Linux gives by itself to whoever
 * connects: until the program starts, only another that is told its port can take it.
 */
public final class FreePort {

  /**
   * Below the ports of stacks (17000 and on) and those that Linux gives out by itself (32768 and
   * on: {@code ip_local_port_range}, ip(7)).
   */
  private static final int LOWEST = 10_000;

  private static final int COUNT = 7_000;

  private static final int MOST_TRIES = 50;

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** Free at every address of this machine, for TCP and UDP. */
  public static int anywhere() throws IOException {
    return freeAt(List.of("0.0.0.0"));
  }

  /** One that is free at 127.0.1.1, 127.0.1.2, … */
  public static int atAll(int count) throws IOException {
    return freeAt(IntStream.rangeClosed(1, count).mapToObj(place -> "127.0.1." + place).toList());
  }

  private static int freeAt(List<String> addresses) throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (addresses.stream().allMatch(address -> isFree(address, port))) {
        return port;
      }
    }
    throw new IOException("no port is free at " + String.join(", ", addresses));
  }

  private static boolean isFree(String address, int port) {
    return PortCheck.complaints(
            List.of(PortUse.tcp(address, port, "test"), PortUse.udp(address, port, "test")))
        .isEmpty();
  }
}
