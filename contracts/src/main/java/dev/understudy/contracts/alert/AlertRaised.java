package dev.understudy.contracts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.time.Instant;

/**
 * Something is wrong for longer than it may be. Raised again when its severity changes.
 *
 * @param summary for people: what is wrong, with figures and units
 * @param since when the alert was first raised, on the orchestrator's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRaised(
    InstanceId instance,
    AlertKind kind,
    MemberId member,
    Epoch epoch,
    Severity severity,
    String summary,
    Instant since)
    implements AlertEvent {

  public AlertRaised {
    Required.field("instance", instance);
    Required.field("kind", kind);
    Required.field("severity", severity);
    Required.field("since", since);
  }
}
