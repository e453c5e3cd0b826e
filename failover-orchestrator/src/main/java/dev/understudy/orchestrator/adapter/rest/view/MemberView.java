package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.LeaseStatus;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One redis-server of an instance. */
@Schema(name = "Member")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberView(
    @Schema(examples = "orders-1") String member,
    @Schema(examples = "a") String node,
    @Schema(description = "Left out until the orchestrator knows it", examples = "eu")
        String region,
    @Schema(description = "Left out until the orchestrator knows it", examples = "eu-a")
        String zone,
    @Schema(description = "Where it listens; left out until the orchestrator knows it")
        Address address,
    @Schema(description = "Left out until the orchestrator knows it") MemberRole role,
    @Schema(
            description = "Whether clients can use it: a confirmed primary, or a replica in sync",
            examples = "true")
        boolean serving,
    @Schema(
            description =
                "What permits the epoch's primary to take writes; left out for the others, and if"
                    + " its node has not said it lately",
            examples = "HELD")
        LeaseState lease,
    @Schema(
            description =
                "The last time that it took writes without a lease; known until the orchestrator"
                    + " restarts; left out: there was none")
        FailsafeView lastFailsafe,
    @Schema(description = "Lower is preferred; 0 is never promoted", examples = "100")
        int priority) {

  /** A member as it is wanted and as it is. */
  public static MemberView of(InstanceId instance, MemberSpec spec, Fleet fleet) {
    LeaseStatus lease = fleet.lease(instance, spec.member());
    Optional<TopologyMember> known =
        fleet
            .topology(instance)
            .flatMap(
                snapshot ->
                    snapshot.members().stream()
                        .filter(member -> member.member().equals(spec.member()))
                        .findFirst());
    return new MemberView(
        spec.member().value(),
        spec.node().value(),
        known.map(TopologyMember::region).orElse(null),
        known.map(TopologyMember::zone).orElse(null),
        known.map(TopologyMember::address).orElse(null),
        known.map(TopologyMember::role).orElse(null),
        known.map(TopologyMember::serving).orElse(false),
        lease.state(),
        Optional.ofNullable(lease.lastFailsafe()).map(FailsafeView::of).orElse(null),
        spec.priority());
  }
}
