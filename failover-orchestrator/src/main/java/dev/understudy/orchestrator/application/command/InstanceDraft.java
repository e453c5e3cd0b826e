package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.Profile;
import java.util.Optional;

/**
 * An instance as a user asks for it.
 *
 * @param replicas besides the primary
 * @param password of the application; empty: generate one
 */
public record InstanceDraft(
    InstanceId instance,
    int replicas,
    Profile profile,
    int port,
    Optional<String> password,
    HighAvailability highAvailability) {

  /** Without the password: what is printed ends up in logs. */
  @Override
  public String toString() {
    return "InstanceDraft[" + instance + "]";
  }
}
