package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.domain.zone.DnsName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What is known of one instance, and what was asked for because of it. */
final class TrackedInstance {

  private static final BinaryOperator<Epoch> LATER = (a, b) -> a.isAfter(b) ? a : b;

  private final InstanceId instance;
  private final Map<DnsName, EndpointPublished> told = new LinkedHashMap<>();
  private final Map<DnsName, WantedName> asked = new LinkedHashMap<>();

  /** Everybody who ever was in a spec, and the newest epoch of a snapshot with a member in it. */
  private final Set<MemberId> specified = new HashSet<>();

  private final Map<MemberId, Epoch> newestEpochs = new HashMap<>();

  /** Of the highest epoch; the last one of that. */
  private TopologySnapshot highest;

  private boolean deleted;

  /** The newest epoch that was deleted; null: whatever there is. */
  private Epoch lastEpoch;

  private Epoch replaces = Epoch.NONE;

  TrackedInstance(InstanceId instance) {
    this.instance = instance;
  }

  void snapshot(TopologySnapshot snapshot) {
    snapshot.members().forEach(m -> newestEpochs.merge(m.member(), snapshot.epoch(), LATER));
    if (highest == null || !highest.epoch().isAfter(snapshot.epoch())) {
      highest = snapshot;
    }
  }

  void published(EndpointPublished endpoint) {
    told.put(DnsName.of(endpoint.name()), endpoint);
  }

  /**
   * The instance is not wanted any more. Only what is of members that were specified before is
   * withdrawn: the snapshots may be read ahead of the specs, and already be of the next instance.
   *
   * @param inHistory whether the topics' past is being read: then the order between topics means
   *     nothing, and what is there at its end counts
   */
  void deleted(boolean inHistory) {
    deleted = true;
    lastEpoch = inHistory ? null : newestSpecified();
    replaces = lastEpoch == null ? replaces : lastEpoch;
  }

  /** The newest epoch with a member that was in a spec; if no spec could be read, the newest. */
  private Epoch newestSpecified() {
    return specified.stream()
        .map(member -> newestEpochs.getOrDefault(member, Epoch.NONE))
        .max(Epoch::compareTo)
        .orElseGet(this::newestEpoch);
  }

  /**
   * The instance is wanted. If it had been deleted, it is another one now. Its epochs go on where
   * the former's ended, so that the highest is always the newest.
   *
   * @param inHistory as above
   */
  void specified(Set<MemberId> members, boolean inHistory) {
    specified.addAll(members);
    boolean former = lastEpoch != null && highest != null && !highest.epoch().isAfter(lastEpoch);
    if (deleted && !inHistory && former) {
      highest = null;
    }
    deleted = false;
  }

  boolean isTold(WantedName name) {
    EndpointPublished endpoint = told.get(name.name());
    return endpoint == null ? name.isWithdrawal() : name.isServedBy(endpoint);
  }

  /** What is wanted and was not asked for yet; it counts as asked for from now on. */
  List<WantedName> changes(NamingRules rules) {
    List<WantedName> changes = new ArrayList<>();
    for (WantedName name : wanted(rules)) {
      WantedName before = asked.get(name.name());
      if (before == null || !name.isServedBy(before)) {
        asked.put(name.name(), name);
        changes.add(name);
      }
    }
    return changes;
  }

  /** What should be there now; of a name that merely stays as it is, nothing is said. */
  List<WantedName> kept(NamingRules rules) {
    return wanted(rules).stream().filter(name -> !name.isWithdrawal()).toList();
  }

  private List<WantedName> wanted(NamingRules rules) {
    if (deleted) {
      return withdrawals(rules, lastEpoch == null ? newestEpoch() : lastEpoch, Set.of());
    }
    if (highest == null || newestTold().isAfter(highest.epoch())) {
      return List.of();
    }
    List<WantedName> wanted = new ArrayList<>(rules.names(highest, replaces));
    Set<DnsName> kept = new HashSet<>(rules.standing(instance));
    wanted.forEach(name -> kept.add(name.name()));
    wanted.addAll(withdrawals(rules, highest.epoch(), kept));
    return wanted;
  }

  /** Everything that was put there up to an epoch, but {@code kept}. */
  private List<WantedName> withdrawals(NamingRules rules, Epoch epoch, Set<DnsName> kept) {
    Map<DnsName, WantedName> withdrawals = new LinkedHashMap<>();
    for (EndpointPublished endpoint : told.values()) {
      DnsName name = DnsName.of(endpoint.name());
      boolean newer = endpoint.epoch().isAfter(epoch);
      if (!newer && !endpoint.addresses().isEmpty() && name.isWithin(rules.zone())) {
        WantedName gone =
            new WantedName(
                instance, endpoint.kind(), name, List.of(), rules.ttlSeconds(), epoch, replaces);
        withdrawals.put(name, gone);
      }
    }
    asked.forEach((name, was) -> withdrawals.put(name, was.withdrawn(epoch, replaces)));
    withdrawals.keySet().removeAll(kept);
    return List.copyOf(withdrawals.values());
  }

  private Epoch newestEpoch() {
    Epoch newest = highest == null ? Epoch.NONE : highest.epoch();
    return newestTold().isAfter(newest) ? newestTold() : newest;
  }

  /** Of the names that are still there. */
  private Epoch newestTold() {
    return told.values().stream()
        .filter(endpoint -> !endpoint.addresses().isEmpty())
        .map(EndpointPublished::epoch)
        .max(Epoch::compareTo)
        .orElse(Epoch.NONE);
  }
}
