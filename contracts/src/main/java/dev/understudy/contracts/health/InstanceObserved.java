package dev.understudy.contracts.health;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.Vantage;
import java.util.List;

/**
 * One round of probes of one instance from one vantage.
 *
 * @param round counts the vantage's rounds of this instance since its start
 * @param epoch the epoch of the topology that the prober knew
 * @param tookMillis the round's length
 */
public record InstanceObserved(
    InstanceId instance,
    Vantage vantage,
    long round,
    Epoch epoch,
    long tookMillis,
    List<MemberObservation> members)
    implements Event {

  public InstanceObserved {
    Required.field("instance", instance);
    Required.field("vantage", vantage);
    Required.field("epoch", epoch);
    members = Required.list("members", members);
  }

  @Override
  public String topic() {
    return Topics.HEALTH;
  }

  @Override
  public String key() {
    return instance.value() + "/" + vantage.value();
  }
}
