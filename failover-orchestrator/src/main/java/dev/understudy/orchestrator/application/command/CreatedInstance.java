package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.instance.InstanceSpec;
import java.util.Optional;

/**
 * A new instance.
 *
 * @param generatedPassword of the application, to be shown this once; empty if it was given
 */
public record CreatedInstance(InstanceSpec spec, Optional<String> generatedPassword) {

  /** Without the password: what is printed ends up in logs. */
  @Override
  public String toString() {
    return "CreatedInstance[" + spec.instance() + "]";
  }
}
