package dev.understudy.orchestrator.adapter.rest.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.orchestrator.adapter.rest.problem.FieldRule;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A size: the name of one, or an object with {@code maxMemoryBytes}. */
@Schema(
    name = "ProfileRequest",
    description =
        "The size of each member: nano (64 MB, the default), small (256 MB), medium (1 GB), large"
            + " (4 GB), or an object with maxMemoryBytes",
    oneOf = {ProfileRequest.Name.class, ProfileRequest.Custom.class})
public final class ProfileRequest {

  @Schema(hidden = true)
  private final Profile profile;

  private ProfileRequest(Profile profile) {
    this.profile = profile;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ProfileRequest named(String name) {
    return new ProfileRequest(Profile.named(name));
  }

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static ProfileRequest custom(@JsonProperty("maxMemoryBytes") Long maxMemoryBytes) {
    if (maxMemoryBytes == null) {
      throw new InvalidField("profile.maxMemoryBytes", "is required");
    }
    try {
      return new ProfileRequest(new Profile("custom", maxMemoryBytes));
    } catch (InvalidField e) {
      throw FieldRule.under("profile", e);
    }
  }

  Profile toProfile() {
    return profile;
  }

  /** The named sizes, for the API's description. */
  @Schema(name = "ProfileName")
  enum Name {
    nano,
    small,
    medium,
    large
  }

  /** A size of one's own, for the API's description. */
  @Schema(name = "CustomProfile")
  record Custom(
      @Schema(
              description = "The engine's maxmemory, 16 MB to 1 TB",
              minimum = "16777216",
              maximum = "1099511627776",
              examples = "134217728",
              required = true)
          long maxMemoryBytes) {}
}
