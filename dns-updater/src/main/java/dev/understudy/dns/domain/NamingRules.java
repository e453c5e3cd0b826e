package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.domain.zone.DnsName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of an instance: {@code <instance>} is its primary, {@code <instance>-ro} its serving
 * replicas, {@code <member>} each member, all below the zone.
 */
public record NamingRules(DnsName zone, int ttlSeconds) {

  private static final String READERS_SUFFIX = "-ro";
  private static final int LONGEST_LABEL = 63;

  public NamingRules {
    if (ttlSeconds < 1) {
      throw new IllegalArgumentException("the time to live must be 1 s or more");
    }
  }

  /** Names that stay as they are while nothing is known to put there. */
  Set<DnsName> standing(InstanceId instance) {
    return hasReadersName(instance)
        ? Set.of(primaryName(instance), readersName(instance))
        : Set.of(primaryName(instance));
  }

  /**
   * What a snapshot wants, the primary's name first. Addresses that aren't IP addresses are left
   * out. While no primary serves, the readers' name stays as it is: its replicas have all lost
   * their upstream and still answer.
   *
   * @param replaces see {@link WantedName}
   */
  List<WantedName> names(TopologySnapshot snapshot, Epoch replaces) {
    Map<DnsName, WantedName> names = new LinkedHashMap<>();
    Optional<TopologyMember> primary = snapshot.primaryMember();
    List<String> primaryAddress = primary.map(m -> addresses(List.of(m))).orElse(List.of());
    List<String> readers = addresses(snapshot, member -> isServingReplica(member, snapshot));
    InstanceId instance = snapshot.instance();
    Writer writer = new Writer(snapshot, replaces, names);
    writer.add(EndpointKind.PRIMARY, primaryName(instance), primaryAddress);
    if (hasReadersName(instance) && primary.filter(TopologyMember::serving).isPresent()) {
      writer.add(
          EndpointKind.READERS,
          readersName(instance),
          readers.isEmpty() ? primaryAddress : readers);
    }
    for (TopologyMember member : snapshot.members()) {
      DnsName name = zone.child(member.member().value());
      writer.add(EndpointKind.MEMBER, name, addresses(List.of(member)));
    }
    return List.copyOf(names.values());
  }

  private DnsName primaryName(InstanceId instance) {
    return zone.child(instance.value());
  }

  /** A label has at most 63 characters (RFC 1035, 2.3.4): a longer instance has no such name. */
  private static boolean hasReadersName(InstanceId instance) {
    return instance.value().length() + READERS_SUFFIX.length() <= LONGEST_LABEL;
  }

  private DnsName readersName(InstanceId instance) {
    return zone.child(instance.value() + READERS_SUFFIX);
  }

  private static boolean isServingReplica(TopologyMember member, TopologySnapshot snapshot) {
    return member.serving()
        && member.role() == MemberRole.REPLICA
        && !member.member().equals(snapshot.primary());
  }

  private static List<String> addresses(
      TopologySnapshot snapshot, Predicate<TopologyMember> which) {
    return addresses(snapshot.members().stream().filter(which).toList());
  }

  private static List<String> addresses(List<TopologyMember> members) {
    return members.stream()
        .map(member -> member.address().host())
        .filter(host -> IpAddress.parse(host).isPresent())
        .toList();
  }

  /** Collects names; the first to claim a name has it. */
  private final class Writer {

    private final TopologySnapshot snapshot;
    private final Epoch replaces;
    private final Map<DnsName, WantedName> names;

    Writer(TopologySnapshot snapshot, Epoch replaces, Map<DnsName, WantedName> names) {
      this.snapshot = snapshot;
      this.replaces = replaces;
      this.names = names;
    }

    void add(EndpointKind kind, DnsName name, List<String> addresses) {
      if (!addresses.isEmpty()) {
        names.putIfAbsent(
            name,
            new WantedName(
                snapshot.instance(),
                kind,
                name,
                addresses,
                ttlSeconds,
                snapshot.epoch(),
                replaces));
      }
    }
  }
}
