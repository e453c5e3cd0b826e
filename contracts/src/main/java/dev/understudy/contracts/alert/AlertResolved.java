package dev.understudy.contracts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.time.Instant;

/**
 * It is well again, and has been for a while; or it has been told for long enough.
 *
 * @param since when the alert had been raised first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertResolved(
    InstanceId instance, AlertKind kind, MemberId member, Epoch epoch, Instant since)
    implements AlertEvent {

  public AlertResolved {
    Required.field("instance", instance);
    Required.field("kind", kind);
    Required.field("since", since);
  }
}
