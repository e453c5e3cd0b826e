package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.List;
import java.util.Optional;

/** Makes the snapshot that the other services follow. */
final class TopologyView {

  private TopologyView() {}

  static TopologySnapshot of(InstanceState state, Situation situation) {
    List<TopologyMember> members =
        situation.spec().members().stream()
            .flatMap(spec -> member(situation, spec).stream())
            .toList();
    return new TopologySnapshot(
        situation.instance(),
        situation.epoch(),
        state.condition(situation),
        state.reason(situation),
        state.blockReason().orElse(null),
        confirmedPrimary(situation).orElse(null),
        members,
        situation.ledger().lastOffset());
  }

  /** Empty while its node was never heard of. */
  private static Optional<TopologyMember> member(Situation situation, MemberSpec spec) {
    Optional<NodeAnnounced> node = situation.facts().nodes().node(spec.node());
    boolean elected = situation.facts().elected().filter(spec.member()::equals).isPresent();
    return node.map(
        n ->
            new TopologyMember(
                spec.member(),
                spec.node(),
                n.region(),
                n.zone(),
                new Address(n.address(), situation.spec().port()),
                elected ? MemberRole.PRIMARY : MemberRole.REPLICA,
                isServing(situation, spec.member())));
  }

  static Optional<Address> address(Situation situation, MemberId member) {
    return situation
        .facts()
        .nodeOf(member)
        .flatMap(situation.facts().nodes()::node)
        .map(node -> new Address(node.address(), situation.spec().port()));
  }

  /** The elected member, once it has confirmed. */
  private static Optional<MemberId> confirmedPrimary(Situation situation) {
    boolean closed = situation.ledger().closed().isPresent();
    return situation
        .facts()
        .elected()
        .filter(m -> closed || situation.member(m).isPromotedIn(situation.epoch()));
  }

  static boolean isServing(Situation situation, MemberId member) {
    MemberFacts facts = situation.member(member);
    Epoch epoch = situation.epoch();
    boolean primary = confirmedPrimary(situation).filter(member::equals).isPresent();
    boolean inRole =
        primary
            ? facts.isPromotedIn(epoch) && facts.replicaSince().isEmpty()
            : facts.isFollowingIn(epoch) && facts.isLinked();
    return inRole && facts.isResponsive(situation);
  }

  /** The condition while an epoch is open. */
  static Condition changing(Situation situation) {
    return switch (situation.opened().cause()) {
      case INSTANCE_CREATED -> Condition.PROVISIONING;
      case SWITCHOVER, FORCED -> Condition.SWITCHING_OVER;
      default -> Condition.FAILING_OVER;
    };
  }
}
