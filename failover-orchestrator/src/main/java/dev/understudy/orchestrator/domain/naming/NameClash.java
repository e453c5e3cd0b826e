package dev.understudy.orchestrator.domain.naming;

import dev.understudy.contracts.id.InstanceId;
import java.util.Collection;
import java.util.Optional;

/**
 * An instance {@code x} also owns the DNS names {@code x-ro} (its readers) and {@code x-1}, {@code
 * x-2}, … (its members), so no other instance may be called that.
 */
public final class NameClash {

  private static final String DERIVED = "-(ro|[0-9]+)";

  private NameClash() {}

  /** An existing instance whose DNS names a new one would share; equal names are not meant. */
  public static Optional<InstanceId> of(InstanceId wanted, Collection<InstanceId> existing) {
    return existing.stream()
        .filter(other -> derives(other, wanted) || derives(wanted, other))
        .findFirst();
  }

  private static boolean derives(InstanceId owner, InstanceId name) {
    return name.value().startsWith(owner.value())
        && name.value().substring(owner.value().length()).matches(DERIVED);
  }
}
