package dev.understudy.contracts.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * One instance as it is, published at every change.
 *
 * @param epoch of the newest {@code EpochOpened} that counts
 * @param primary the member whose promotion in {@code epoch} is confirmed; null while there is none
 * @param reason the condition in words
 * @param blockReason what keeps a failover from happening; null unless the condition is {@code
 *     BLOCKED}, and in snapshots of versions that didn't say it
 * @param decisionsOffset the decision log's offset that this snapshot includes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TopologySnapshot(
    InstanceId instance,
    Epoch epoch,
    Condition condition,
    String reason,
    BlockReason blockReason,
    MemberId primary,
    List<TopologyMember> members,
    long decisionsOffset)
    implements Event {

  /**
   * @throws IllegalArgumentException if there is a reason for a block, and no block
   */
  public TopologySnapshot {
    Required.field("instance", instance);
    Required.field("epoch", epoch);
    Required.field("condition", condition);
    if (blockReason != null && condition != Condition.BLOCKED) {
      throw new IllegalArgumentException(
          "blockReason is " + blockReason + " though the condition is " + condition);
    }
    members = Required.list("members", members);
  }

  /** Of an instance whose failover nothing blocks. */
  public TopologySnapshot(
      InstanceId instance,
      Epoch epoch,
      Condition condition,
      String reason,
      MemberId primary,
      List<TopologyMember> members,
      long decisionsOffset) {
    this(instance, epoch, condition, reason, null, primary, members, decisionsOffset);
  }

  public Optional<TopologyMember> primaryMember() {
    return members.stream().filter(m -> m.member().equals(primary)).findFirst();
  }

  @Override
  public String topic() {
    return Topics.TOPOLOGY;
  }

  @Override
  public String key() {
    return instance.value();
  }
}
