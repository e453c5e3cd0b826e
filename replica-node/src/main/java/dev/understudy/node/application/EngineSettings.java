package dev.understudy.node.application;

import dev.understudy.contracts.id.Address;
import dev.understudy.node.domain.MemberIdentity;

/** What one engine is run with. Holds passwords: never logged. */
public record EngineSettings(
    MemberIdentity id, Address address, long maxMemoryBytes, Passwords passwords) {

  /** Of the instance's users, in clear. */
  public record Passwords(String application, String replication, String admin, String probe) {

    @Override
    public String toString() {
      return "Passwords[…]";
    }
  }
}
