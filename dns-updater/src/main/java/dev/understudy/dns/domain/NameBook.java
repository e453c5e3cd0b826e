package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.id.InstanceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the topics say, turned into names that should change. Follows topology snapshots and
 * guesses nothing; a snapshot of a lower epoch than one that was acted on is ignored. Nothing
 * changes before the topics' past has been read to its end, or names would move through their own
 * history. To be used by one thread.
 */
public final class NameBook {

  private final NamingRules rules;
  private final Map<InstanceId, TrackedInstance> instances = new LinkedHashMap<>();
  private boolean inHistory = true;

  public NameBook(NamingRules rules) {
    this.rules = rules;
  }

  /**
   * Takes note of a fact.
   *
   * @return the names that should change because of it, the primary's first
   */
  public List<WantedName> learn(Fact fact) {
    if (fact instanceof Fact.Topology topology) {
      TrackedInstance tracked = tracked(topology.snapshot().instance());
      tracked.snapshot(topology.snapshot());
      return changes(tracked);
    } else if (fact instanceof Fact.Deleted deletion) {
      TrackedInstance tracked = tracked(deletion.instance());
      tracked.deleted(inHistory);
      return changes(tracked);
    } else if (fact instanceof Fact.Specified specification) {
      tracked(specification.instance()).specified(specification.members(), inHistory);
    } else if (fact instanceof Fact.Published published) {
      tracked(published.endpoint().instance()).published(published.endpoint());
    }
    return List.of();
  }

  /**
   * The topics' past has been read to its end.
   *
   * @return every name that is wanted, the primaries' first
   */
  public List<WantedName> historyRead() {
    inHistory = false;
    List<WantedName> names = new ArrayList<>();
    for (TrackedInstance tracked : instances.values()) {
      names.addAll(tracked.changes(rules));
    }
    names.sort(Comparator.comparing(name -> name.kind() != EndpointKind.PRIMARY));
    return names;
  }

  /**
   * Every name with what should be there by the newest snapshots; none in the topics' past. While
   * an instance has no confirmed primary, its primary's name is not among them: what is there is
   * the deposed one's, and nobody must put that back.
   */
  public List<WantedName> kept() {
    return inHistory
        ? List.of()
        : instances.values().stream().flatMap(each -> each.kept(rules).stream()).toList();
  }

  /** Whether the others have been told of it, by this process or an earlier one. */
  public boolean isTold(WantedName name) {
    return tracked(name.instance()).isTold(name);
  }

  private List<WantedName> changes(TrackedInstance tracked) {
    return inHistory ? List.of() : tracked.changes(rules);
  }

  private TrackedInstance tracked(InstanceId instance) {
    return instances.computeIfAbsent(instance, TrackedInstance::new);
  }
}
