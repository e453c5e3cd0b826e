package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.Fleet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A managed Redis: as it is wanted, and as it is. */
@Schema(name = "Instance")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstanceView(
    @Schema(examples = "orders") String name,
    @Schema(description = "Raised with every change of its settings or members", examples = "1")
        long revision,
    @Schema(description = "What every member listens on", examples = "6379") int port,
    @Schema(description = "The size of each member") Profile profile,
    HighAvailabilityView highAvailability,
    @Schema(description = "How it is, in one word") Condition condition,
    @Schema(description = "The condition in words", examples = "every replica follows")
        String reason,
    @Schema(description = "Raised with every change of primary; 0 before the first", examples = "1")
        long epoch,
    @Schema(description = "Left out while there is none", examples = "orders-1") String primary,
    List<MemberView> members,
    @Schema(
            description = "The application's generated password, shown only when it is created",
            examples = "8Yq2…")
        String password) {

  /** What is known of it. */
  public static InstanceView of(InstanceSpec spec, Fleet fleet) {
    return of(spec, fleet, null);
  }

  /**
   * What is known of it.
   *
   * @param password to be shown this once; null if none is
   */
  public static InstanceView of(InstanceSpec spec, Fleet fleet, String password) {
    Optional<TopologySnapshot> topology = fleet.topology(spec.instance());
    return new InstanceView(
        spec.instance().value(),
        spec.revision(),
        spec.port(),
        spec.profile(),
        HighAvailabilityView.of(spec.highAvailability()),
        topology.map(TopologySnapshot::condition).orElse(Condition.PROVISIONING),
        topology.map(TopologySnapshot::reason).orElse("its members are being created"),
        topology.map(snapshot -> snapshot.epoch().value()).orElse(0L),
        topology.map(TopologySnapshot::primary).map(MemberId::value).orElse(null),
        spec.members().stream()
            .map(member -> MemberView.of(spec.instance(), member, fleet))
            .toList(),
        password);
  }

  /** Without the password: what is printed ends up in logs. */
  @Override
  public String toString() {
    return "InstanceView[" + name + "]";
  }
}
