package dev.understudy.contracts.decision;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.util.List;

/** The epoch has other members than before. Counts once per (instance, epoch, revision). */
public record MembershipChanged(
    InstanceId instance, Epoch epoch, long revision, List<MemberId> members) implements Decision {

  public MembershipChanged {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    members = Required.list("members", members);
  }
}
