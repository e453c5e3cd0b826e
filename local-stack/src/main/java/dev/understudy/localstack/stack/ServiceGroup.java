package dev.understudy.localstack.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All services of a stack: started a few at a time, stopped all at a time, nodes last. */
final class ServiceGroup implements AutoCloseable {

  static final List<String> MODULES =
      List.of(
          ServiceNames.ORCHESTRATOR,
          ServiceNames.NODE_MODULE,
          ServiceNames.DNS_UPDATER,
          ServiceNames.PROBER_MODULE,
          ServiceNames.NOTIFIER);

  private final List<Service> services;
  private final StackProgress progress;

  ServiceGroup(List<Service> services, StackProgress progress) {
    this.services = List.copyOf(services);
    this.progress = progress;
  }

  List<Service> all() {
    return services;
  }

  Service named(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service is called " + name));
  }

  /** One more at a time than there are processors, as each waits for the bus now and then. */
  void start() {
    together(services, Runtime.getRuntime().availableProcessors() + 1, this::start);
  }

  private void start(Service service) {
    progress.starting(service.name());
    long began = System.nanoTime();
    service.start();
    progress.ready(service.name(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** Those who watch and decide go first, so that nobody takes the nodes' end for a failure. */
  @Override
  public void close() {
    Predicate<Service> isNode = service -> service.name().startsWith(ServiceNames.NODE_MODULE);
    stop(services.stream().filter(isNode.negate()).toList());
    stop(services.stream().filter(isNode).toList());
  }

  private static void stop(List<Service> stopping) {
    together(stopping, stopping.size(), Service::retire);
  }

  private static void together(List<Service> services, int atATime, Consumer<Service> action) {
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (Service service : services) {
        results.add(threads.submit(() -> action.accept(service)));
      }
      for (Future<?> result : results) {
        await(result);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Future<?> result) {
    try {
      result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StackFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("interrupted", e);
    }
  }
}
