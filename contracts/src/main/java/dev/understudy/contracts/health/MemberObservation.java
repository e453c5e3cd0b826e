package dev.understudy.contracts.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberRole;

/**
 * What one probe of one member found. The figures are null where the probe got no INFO.
 *
 * @param detail the error's text, for people; empty if there was none
 * @param silentMillis how long ago, on the prober's own clock, the member last gave a sign of life;
 *     zero if it just did; counted from the first probe if it never did
 * @param roundTripMicros of PING; null if it wasn't answered
 * @param lagBytes of a replica against the primary's offset seen in the same round
 * @param lagMillis how long the replica has been behind where the primary is, on the prober's clock
 * @param linkUp a replica's {@code master_link_status}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberObservation(
    MemberId member,
    Outcome outcome,
    String detail,
    long silentMillis,
    Long roundTripMicros,
    MemberRole role,
    String runId,
    String replicationId,
    Offset offset,
    Long lagBytes,
    Long lagMillis,
    Boolean linkUp,
    Long keyCount,
    Integer connectedClients,
    Integer connectedReplicas,
    Long usedMemoryBytes) {

  public MemberObservation {
    Required.field("member", member);
    Required.field("outcome", outcome);
    Required.notNegative("silentMillis", silentMillis);
  }

  /** An observation without INFO. */
  public static MemberObservation without(
      MemberId member, Outcome outcome, String detail, long silentMillis) {
    return new MemberObservation(
        member,
        outcome,
        detail,
        silentMillis,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
