package dev.understudy.contracts.id;

import dev.understudy.contracts.InvalidField;

/**
 * Where a member listens.
 *
 * @param host an IP address or a host name that every service can resolve
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

  public Address {
    if (host == null || host.isBlank()) {
      throw new InvalidField("host", "must not be empty");
    }
    if (port < 1 || port > 65535) {
      throw new InvalidField("port", "must be 1 to 65535");
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
