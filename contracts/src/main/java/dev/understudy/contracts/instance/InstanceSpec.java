package dev.understudy.contracts.instance;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One managed Redis as it is wanted.
 *
 * @param revision raised by one with every change
 * @param port what every member listens on, at its node's address; a node therefore hosts at most
 *     one member of an instance
 * @param alerts the usual ones if null: older records don't have them
 */
public record InstanceSpec(
    InstanceId instance,
    long revision,
    int port,
    Profile profile,
    List<MemberSpec> members,
    HighAvailability highAvailability,
    AlertThresholds alerts,
    InstanceSecrets secrets)
    implements Event {

  public InstanceSpec {
    Required.field("instance", instance);
    Required.field("profile", profile);
    Required.field("highAvailability", highAvailability);
    Required.field("secrets", secrets);
    members = Required.list("members", members);
    if (port < 1 || port > 65535) {
      throw new InvalidField("port", "must be 1 to 65535");
    }
    alerts = alerts == null ? AlertThresholds.DEFAULT : alerts;
    if (members.isEmpty()) {
      throw new InvalidField("members", "must not be empty");
    }
    Set<MemberId> ids = new HashSet<>();
    Set<NodeId> nodes = new HashSet<>();
    for (MemberSpec member : members) {
      if (!ids.add(member.member())) {
        throw new InvalidField("members", "must not name " + member.member() + " twice");
      }
      if (!nodes.add(member.node())) {
        throw new InvalidField("members", "must not use node " + member.node() + " twice");
      }
    }
    highAvailability.requireReplicas(members.size() - 1);
  }

  /**
   * Whether this takes the place of {@code known}, null if nothing is known. Of two with the same
   * revision the first counts: both were made from the same one, and whoever made the second had
   * not heard of the first, maybe for a long time. An orchestrator then writes the one that counts
   * again, with a higher revision, as a compacted topic keeps the last.
   */
  public boolean supersedes(InstanceSpec known) {
    return known == null || revision > known.revision;
  }

  /** The same, as the newest. */
  public InstanceSpec withRevision(long newest) {
    return new InstanceSpec(
        instance, newest, port, profile, members, highAvailability, alerts, secrets);
  }

  public Optional<MemberSpec> member(MemberId member) {
    return members.stream().filter(m -> m.member().equals(member)).findFirst();
  }

  public List<MemberId> memberIds() {
    return members.stream().map(MemberSpec::member).toList();
  }

  @Override
  public String topic() {
    return Topics.INSTANCES;
  }

  @Override
  public String key() {
    return instance.value();
  }
}
