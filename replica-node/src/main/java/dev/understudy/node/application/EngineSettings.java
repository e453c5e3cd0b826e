package dev.understudy.node.application;

import dev.understudy.contracts.id.Address;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Tuning;

/**
 * What one engine is run with. Holds passwords: never logged.
 *
 * @param synchronousReplicas as in {@link Tuning}
 */
public record EngineSettings(
    MemberIdentity id,
    Address address,
    long maxMemoryBytes,
    int synchronousReplicas,
    Passwords passwords) {

  /** What it takes over while it runs. */
  Tuning tuning() {
    return new Tuning(maxMemoryBytes, synchronousReplicas);
  }

  /** Of the instance's users, in clear. */
  public record Passwords(String application, String replication, String admin, String probe) {

    @Override
    public String toString() {
      return "Passwords[…]";
    }
  }
}
