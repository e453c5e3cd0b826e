package dev.understudy.contracts.decision;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;

/** An operator has seen the last failover: the cooldown ends. */
public record FailoverAcknowledged(InstanceId instance, Epoch epoch, String by)
    implements Decision {

  public FailoverAcknowledged {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
  }
}
