package dev.understudy.localstack.stack;

/** What the stack calls its services. */
public final class ServiceNames {

  public static final String ORCHESTRATOR = "failover-orchestrator";
  public static final String DNS_UPDATER = "dns-updater";
  public static final String NOTIFIER = "notifier";

  static final String NODE_MODULE = "replica-node";
  static final String PROBER_MODULE = "health-prober";

  private ServiceNames() {}

  /**
   * @param place {@code a}, {@code b} or {@code c}
   */
  public static String node(String place) {
    return NODE_MODULE + "-" + place;
  }

  /**
   * @param place {@code a}, {@code b} or {@code c}
   */
  public static String prober(String place) {
    return PROBER_MODULE + "-" + place;
  }
}
