package dev.understudy.localstack.chaos.client;

import dev.understudy.localstack.chaos.client.Client.Manner;
import dev.understudy.localstack.chaos.history.Write;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * All that write to an instance: applications, which go where its DNS name points, and one more
 * client at every member's own address, which sees if a member takes writes that shouldn't.
 */
public final class Clients implements AutoCloseable {

  private static final int APPLICATIONS = 4;
  private static final Duration APPLICATIONS_PAUSE = Duration.ofMillis(6);
  private static final Duration WATCHERS_PAUSE = Duration.ofMillis(10);

  private final boolean replicated;
  private final Acknowledged acknowledged = new Acknowledged(this::counts);
  private final List<Client> clients = new ArrayList<>();

  private Clients(boolean replicated) {
    this.replicated = replicated;
  }

  /**
   * Begins to write.
   *
   * @param replicas how many must have an application's write before it counts; 0 if nobody asks
   */
  public static Clients start(LocalStack stack, String instance, int replicas) {
    Clients all = new Clients(replicas > 0);
    String name = stack.endpoints().primaryName(instance);
    for (int i = 0; i < APPLICATIONS; i++) {
      all.add(stack, () -> resolved(stack, name), new Manner(replicas, true, APPLICATIONS_PAUSE));
    }
    for (Place place : Place.ALL) {
      all.add(stack, place::address, new Manner(0, false, WATCHERS_PAUSE));
    }
    all.clients.forEach(Client::start);
    return all;
  }

  private void add(LocalStack stack, Route route, Manner manner) {
    int port = stack.endpoints().demoPort();
    String password = stack.applicationPassword();
    clients.add(new Client(clients.size(), route, port, password, manner, acknowledged));
  }

  private static String resolved(LocalStack stack, String name) throws IOException {
    List<String> addresses = stack.dns().addresses(name);
    if (addresses.isEmpty()) {
      throw new IOException(name + " has no address");
    }
    return addresses.get(0);
  }

  /** Whether it is an application's write, and on as many members as the application asks for. */
  public boolean counts(Write write) {
    return write.client() < APPLICATIONS && (write.replicated() || !replicated);
  }

  /** All writes that any member has acknowledged so far. */
  public List<Write> writes() {
    return acknowledged.all();
  }

  /**
   * Waits until so many more of the writes that count are acknowledged.
   *
   * @throws TimeoutException if they aren't in time
   */
  public void await(int more, Duration timeout) throws TimeoutException, InterruptedException {
    acknowledged.await(more, timeout);
  }

  /** Stops writing. What was acknowledged can still be read. */
  public void stop() {
    clients.forEach(Client::close);
  }

  @Override
  public void close() {
    stop();
  }
}
