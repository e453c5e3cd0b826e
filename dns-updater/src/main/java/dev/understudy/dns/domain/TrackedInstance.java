package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.domain.zone.DnsName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of one instance, and what was asked for because of it. */
final class TrackedInstance {

  private final InstanceId instance;
  private final Map<DnsName, EndpointPublished> told = new LinkedHashMap<>();
  private final Map<DnsName, WantedName> asked = new LinkedHashMap<>();

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
    if (highest == null || !highest.epoch().isAfter(snapshot.epoch())) {
      highest = snapshot;
    }
  }

  void published(EndpointPublished endpoint) {
    told.put(DnsName.of(endpoint.name()), endpoint);
  }

  /**
   * The instance is not wanted any more.
   *
   * @param inHistory whether the topics' past is being read: then the order between topics means
   *     nothing. Later it means little: what others have told meanwhile may be of the next instance
   *     of the name, and only what is no newer than the snapshots that were read is withdrawn
   */
  void deleted(boolean inHistory) {
    deleted = true;
    lastEpoch = inHistory || highest == null ? null : highest.epoch();
    replaces = lastEpoch == null ? replaces : lastEpoch;
  }

  /**
   * The instance is wanted. If it had been deleted, it is another one now. Its epochs go on where
   * the former's ended, so that the highest is always the newest.
   *
   * @param inHistory as above
   */
  void specified(boolean inHistory) {
    if (deleted && !inHistory) {
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
