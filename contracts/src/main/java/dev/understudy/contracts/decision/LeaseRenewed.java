package dev.understudy.contracts.decision;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;

/**
 * The primary's node holds on to its lease. Void by position behind a higher {@code EpochOpened}.
 *
 * @param renewal unique, so that the node knows its own record when it reads it back
 * @param lifetimeMillis how long the lease lasts from before the record was appended; never ends
 *     before one that was renewed earlier, so that the newest record tells all
 */
public record LeaseRenewed(
    InstanceId instance, Epoch epoch, MemberId member, String renewal, long lifetimeMillis)
    implements Decision {

  public LeaseRenewed {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("member", member);
    Required.field("renewal", renewal);
    HighAvailability.requireLifetime("lifetimeMillis", lifetimeMillis);
  }

  /** One key per instance: compaction keeps only the newest. */
  @Override
  public String key() {
    return instance.value() + "/lease";
  }

  @Override
  public boolean mayHaveKey(String recordKey) {
    return key().equals(recordKey);
  }
}
