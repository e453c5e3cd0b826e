package dev.understudy.orchestrator.adapter.rest.request;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.orchestrator.application.command.AddReplica;
import dev.understudy.orchestrator.application.command.InstanceDraft;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /instances}. */
@Schema(name = "CreateInstance", description = "A new managed Redis")
public record CreateInstanceRequest(
    @NotNull(message = "is required")
        @Pattern(
            regexp = "[a-z]([a-z0-9-]{0,56}[a-z0-9])?",
            message =
                "must be 1 to 58 lower-case letters, digits or hyphens, start with a letter and"
                    + " not end with a hyphen")
        @Schema(
            description =
                "Its name, also its DNS name: 1 to 58 lower-case letters, digits or hyphens",
            examples = "orders",
            required = true)
        String name,
    @Min(value = 0, message = REPLICAS)
        @Max(value = MOST_REPLICAS, message = REPLICAS)
        @Schema(
            description = "Replicas besides the primary; each member gets a node of its own",
            defaultValue = "2",
            examples = "2")
        Integer replicas,
    ProfileRequest profile,
    @Min(value = 1, message = PORT)
        @Max(value = 65535, message = PORT)
        @Schema(
            description = "What every member listens on, at its node's address",
            defaultValue = "6379",
            examples = "6379")
        Integer port,
    @Pattern(
            regexp = "[\\x21-\\x7e]{16,128}",
            message = "must be 16 to 128 printable ASCII characters without whitespace")
        @Schema(
            description =
                "The application's password. Left out: one is generated and shown once, in the"
                    + " answer to this request",
            writeOnly = true,
            minLength = 16,
            maxLength = 128)
        String password,
    @Valid @Schema(description = "How it is kept up") HighAvailabilityRequest highAvailability) {

  private static final int MOST_REPLICAS = AddReplica.MOST_MEMBERS - 1;
  private static final String REPLICAS = "must be 0 to " + MOST_REPLICAS;
  private static final String PORT = "must be 1 to 65535";

  private static final int DEFAULT_REPLICAS = 2;
  private static final int DEFAULT_PORT = 6379;
  private static final Profile DEFAULT_PROFILE = Profile.named("nano");

  /** What the body asks for, with the defaults for what it doesn't mention. */
  public InstanceDraft toDraft() {
    int wantedReplicas = replicas == null ? DEFAULT_REPLICAS : replicas;
    HighAvailability settings =
        highAvailability == null
            ? HighAvailability.DEFAULT
            : highAvailability.toChange("highAvailability.").applyTo(HighAvailability.DEFAULT);
    settings.requireReplicas(wantedReplicas);
    return new InstanceDraft(
        InstanceId.of(name),
        wantedReplicas,
        profile == null ? DEFAULT_PROFILE : profile.toProfile(),
        port == null ? DEFAULT_PORT : port,
        Optional.ofNullable(password),
        settings);
  }

  /** Without the password: what is printed ends up in logs. */
  @Override
  public String toString() {
    return "CreateInstanceRequest[" + name + "]";
  }
}
