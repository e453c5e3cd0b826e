package dev.understudy.localstack.api;

import dev.understudy.contracts.instance.HighAvailability;

/**
 * An instance to create.
 *
 * @param profile e.g. {@code nano}
 * @param password of the application
 */
public record NewInstance(
    String name,
    int replicas,
    String profile,
    int port,
    String password,
    HighAvailability highAvailability) {

  /** The password stays out of logs. */
  @Override
  public String toString() {
    return "NewInstance[" + name + "]";
  }
}
