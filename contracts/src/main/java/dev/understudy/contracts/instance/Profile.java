package dev.understudy.contracts.instance;

import dev.understudy.contracts.InvalidField;
import java.util.Map;

/**
 * A size.
 *
 * @param name one of the named sizes, or {@code custom}
 * @param maxMemoryBytes the engine's {@code maxmemory}; 16 MB to 1 TB
 */
public record Profile(String name, long maxMemoryBytes) {

  private static final long MB = 1024L * 1024;

  private static final Map<String, Profile> NAMED =
      Map.of(
          "nano", new Profile("nano", 64 * MB),
          "small", new Profile("small", 256 * MB),
          "medium", new Profile("medium", 1024 * MB),
          "large", new Profile("large", 4096 * MB));

  public Profile {
    if (name == null || name.isBlank()) {
      throw new InvalidField("profile", "must not be empty");
    }
    if (maxMemoryBytes < 16 * MB || maxMemoryBytes > 1024 * 1024 * MB) {
      throw new InvalidField("maxMemoryBytes", "must be 16777216 (16 MB) to 1099511627776 (1 TB)");
    }
  }

  /** The named size. */
  public static Profile named(String name) {
    Profile profile = NAMED.get(name);
    if (profile == null) {
      throw new InvalidField("profile", "must be one of nano, small, medium, large");
    }
    return profile;
  }
}
