package dev.understudy.simulation.run;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.simulation.bus.BusRecord;
import java.util.List;

/** A record in a line that people can read. */
final class Words {

  private Words() {}

  static String of(BusRecord record) {
    String text = record.event().map(Words::of).orElse("tombstone of " + record.key());
    return "%-15s %s".formatted(record.writer(), text);
  }

  private static String of(Event event) {
    if (event instanceof EpochOpened e) {
      return "EpochOpened %s %s, deposed %s at %s, target %s, members %s, excluded %s"
          .formatted(
              e.epoch(),
              e.cause(),
              e.deposed(),
              e.deposedOffset(),
              e.target(),
              e.members(),
              e.excluded());
    } else if (event instanceof PrimaryElected e) {
      return "PrimaryElected %s %s at %s, loss %s, rejected %s"
          .formatted(
              e.epoch(),
              e.member(),
              e.offset(),
              e.estimatedLossBytes(),
              e.rejected().stream().map(r -> r.member() + " " + r.reason()).toList());
    } else if (event instanceof EpochClosed e) {
      return "EpochClosed %s %s %s, loss %s, outage %s ms %s"
          .formatted(
              e.epoch(),
              e.outcome(),
              e.primary(),
              e.measuredLossBytes(),
              e.measuredOutageMillis(),
              e.notes());
    } else if (event instanceof FailoverBlocked e) {
      return "FailoverBlocked %s %s: %s".formatted(e.epoch(), e.reason(), e.explanation());
    } else if (event instanceof MembershipChanged e) {
      return "MembershipChanged %s r%d %s".formatted(e.epoch(), e.revision(), e.members());
    } else if (event instanceof TopologySnapshot e) {
      return topology(e);
    } else if (event instanceof InstanceSpec e) {
      return "InstanceSpec r%d %s".formatted(e.revision(), e.members());
    } else if (event instanceof EndpointPublished e) {
      return "EndpointPublished %s %s %s".formatted(e.epoch(), e.name(), e.addresses());
    }
    return member(event);
  }

  private static String topology(TopologySnapshot e) {
    List<String> serving =
        e.members().stream().filter(TopologyMember::serving).map(m -> m.member().value()).toList();
    return "Topology %s %s primary %s, serving %s: %s"
        .formatted(e.epoch(), e.condition(), e.primary(), serving, e.reason());
  }

  private static String member(Event event) {
    if (event instanceof MemberJoined e) {
      return "MemberJoined %s %s %s %s at %s, data of epoch %s%s%s"
          .formatted(
              e.epoch(),
              e.member(),
              e.role(),
              e.replicationId(),
              e.offset(),
              e.dataEpoch(),
              e.everSynced() ? "" : ", never synced",
              e.loading() ? ", loading" : "");
    } else if (event instanceof MemberPromoted e) {
      return "MemberPromoted %s %s %s at %s"
          .formatted(e.epoch(), e.member(), e.replicationId(), e.offset());
    } else if (event instanceof MemberFollowing e) {
      return "MemberFollowing %s %s %s at %s"
          .formatted(e.epoch(), e.member(), e.resync(), e.offset());
    } else if (event instanceof MemberFenced e) {
      return "MemberFenced %s %s %s".formatted(e.epoch(), e.member(), e.method());
    } else if (event instanceof MemberFailsafeEnded e) {
      return "MemberFailsafeEnded %s %s after %s, lease %s"
          .formatted(e.epoch(), e.member(), e.lasted(), e.lease());
    } else if (event instanceof MemberQuarantined e) {
      return "MemberQuarantined %s %s of epoch %s: %d bytes, %d keys, saved as %s, %s"
          .formatted(
              e.epoch(),
              e.member(),
              e.ledEpoch(),
              e.divergingBytes(),
              e.keysDiffering(),
              e.path(),
              e.problem());
    } else if (event instanceof MemberExited e) {
      return "MemberExited %s %s %s".formatted(e.epoch(), e.member(), e.role());
    }
    return event.toString();
  }
}
