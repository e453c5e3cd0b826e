package dev.understudy.localstack.stack;

import dev.understudy.localstack.process.PortCheck;
import dev.understudy.localstack.process.PortUse;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one stack, all derived from one number.
 *
 * @param base 1024 to 65000; the stack uses some of the 500 ports from there
 */
public record Ports(int base) {

  private static final int FIRST_FREE_BASE = 20_000;
  private static final int LAST_FREE_BASE = 32_000;
  private static final int STEP = 500;

  /** What {@code ./understudy up} uses. */
  public static final Ports DEFAULT = new Ports(17_000);

  public Ports {
    if (base < 1024 || base > 65_000) {
      throw new StackFailure("--port-base must be 1024 to 65000");
    }
  }

  /** A base of which all ports are free now, below those that the system gives out by itself. */
  public static Ports free() {
    for (int base = FIRST_FREE_BASE; base <= LAST_FREE_BASE; base += STEP) {
      Ports ports = new Ports(base);
      if (PortCheck.complaints(ports.all()).isEmpty()) {
        return ports;
      }
    }
    List<String> complaints = PortCheck.complaints(new Ports(FIRST_FREE_BASE).all());
    throw new StackFailure("no free ports found: " + String.join("; ", complaints));
  }

  public int api() {
    return base + 80;
  }

  /**
   * @param place 0 for node a, 1 for node b, …
   */
  public int node(int place) {
    return base + 81 + place;
  }

  /**
   * @param place 0 for vantage a, 1 for vantage b, …
   */
  public int prober(int place) {
    return base + 84 + place;
  }

  public int dnsUpdater() {
    return base + 87;
  }

  public int notifier() {
    return base + 88;
  }

  public int kafka() {
    return base + 92;
  }

  public int kafkaController() {
    return base + 93;
  }

  public int dns() {
    return base + 53;
  }

  public int mail() {
    return base + 25;
  }

  public int webhook() {
    return base + 26;
  }

  /** Where the members of the instance {@code demo} listen, each at its node's address. */
  public int demoInstance() {
    return base + 379;
  }

  /** Everything that must be free before a start. */
  public List<PortUse> all() {
    List<PortUse> all = new ArrayList<>();
    all.add(tcp(api(), "REST API"));
    for (Place place : Place.ALL) {
      all.add(tcp(node(place.number()), "replica-node-" + place.name()));
      all.add(tcp(prober(place.number()), "health-prober-" + place.name()));
      all.add(PortUse.tcp(place.address(), demoInstance(), "Redis on node " + place.name()));
    }
    all.add(tcp(dnsUpdater(), "dns-updater"));
    all.add(tcp(notifier(), "notifier"));
    all.add(tcp(kafka(), "Kafka"));
    all.add(tcp(kafkaController(), "Kafka's controller"));
    all.add(tcp(dns(), "DNS"));
    all.add(PortUse.udp("127.0.0.1", dns(), "DNS"));
    all.add(tcp(mail(), "mail sink"));
    all.add(tcp(webhook(), "webhook sink"));
    return List.copyOf(all);
  }

  private static PortUse tcp(int port, String purpose) {
    return PortUse.tcp("127.0.0.1", port, purpose);
  }
}
