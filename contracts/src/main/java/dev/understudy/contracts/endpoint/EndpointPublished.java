package dev.understudy.contracts.endpoint;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.util.List;

/**
 * A DNS name now has these addresses at every server that was asked.
 *
 * @param name fully qualified, without the final dot
 * @param addresses empty: the name was withdrawn
 * @param provider how it was published, e.g. {@code rfc2136}
 * @param verifiedAt the servers that were asked afterwards and agreed
 */
public record EndpointPublished(
    InstanceId instance,
    EndpointKind kind,
    String name,
    List<String> addresses,
    int ttlSeconds,
    Epoch epoch,
    String provider,
    List<String> verifiedAt)
    implements Event {

  public EndpointPublished {
    Required.field("instance", instance);
    Required.field("kind", kind);
    Required.text("name", name);
    addresses = Required.list("addresses", addresses);
    Required.notNegative("ttlSeconds", ttlSeconds);
    Required.field("epoch", epoch);
    verifiedAt = Required.list("verifiedAt", verifiedAt);
  }

  @Override
  public String topic() {
    return Topics.ENDPOINTS;
  }

  @Override
  public String key() {
    return instance.value() + "/" + name;
  }
}
