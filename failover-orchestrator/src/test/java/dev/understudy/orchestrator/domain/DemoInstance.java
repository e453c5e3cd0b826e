package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.secret.SealedSecret;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The instance of every {@link Scenario}, as it is asked for: three members, a node for each. */
final class DemoInstance {

  static final InstanceId DEMO = InstanceId.of("demo");
  static final MemberId ONE = MemberId.of("demo-1");
  static final MemberId TWO = MemberId.of("demo-2");
  static final MemberId THREE = MemberId.of("demo-3");
  static final List<MemberId> MEMBERS = List.of(ONE, TWO, THREE);

  private static final int USUAL_PRIORITY = 100;
  private static final int NEVER_PROMOTED = 0;

  private DemoInstance() {}

  /** The first revision. */
  static InstanceSpec spec(HighAvailability settings) {
    return spec(settings, 1, MEMBERS.stream().map(m -> withPriority(m, USUAL_PRIORITY)));
  }

  /** The second revision, with other members. */
  static InstanceSpec specWithMembers(HighAvailability settings, Collection<MemberId> members) {
    return spec(settings, 2, members.stream().map(m -> withPriority(m, USUAL_PRIORITY)));
  }

  /** The second revision: some of the members must not lead. */
  static InstanceSpec specThatNeverPromotes(
      HighAvailability settings, Collection<MemberId> members) {
    return spec(
        settings,
        2,
        MEMBERS.stream()
            .map(m -> withPriority(m, members.contains(m) ? NEVER_PROMOTED : USUAL_PRIORITY)));
  }

  private static InstanceSpec spec(
      HighAvailability settings, long revision, Stream<MemberSpec> members) {
    SealedSecret secret = new SealedSecret("key", "nonce", "text");
    return new InstanceSpec(
        DEMO,
        revision,
        6379,
        Profile.named("nano"),
        members.toList(),
        settings,
        AlertThresholds.DEFAULT,
        new InstanceSecrets(secret, secret, secret, secret));
  }

  private static MemberSpec withPriority(MemberId member, int priority) {
    return new MemberSpec(member, nodeOf(member), priority);
  }

  static NodeId nodeOf(MemberId member) {
    return NodeId.of("node-" + member.value().charAt(member.value().length() - 1));
  }
}
