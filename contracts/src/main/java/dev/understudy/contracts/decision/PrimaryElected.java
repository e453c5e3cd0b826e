package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import java.util.List;

/**
 * The epoch has its primary. It promotes itself; all others follow it.
 *
 * @param offset where it joined
 * @param address where it listens
 * @param leaseMillis the lifetime of its first lease, which begins when it joined
 * @param estimatedLossBytes against the last offset known of the old primary; null if unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrimaryElected(
    InstanceId instance,
    Epoch epoch,
    MemberId member,
    Offset offset,
    Address address,
    long leaseMillis,
    Long estimatedLossBytes,
    List<RejectedCandidate> rejected)
    implements Decision {

  public PrimaryElected {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("member", member);
    Required.field("offset", offset);
    Required.field("address", address);
    HighAvailability.requireLifetime("leaseMillis", leaseMillis);
    rejected = Required.list("rejected", rejected);
  }
}
