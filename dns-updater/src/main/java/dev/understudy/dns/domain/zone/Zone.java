package dev.understudy.dns.domain.zone;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * A zone in memory. Its SOA and NS records are given once and can't be updated, other than the
 * serial, which counts the updates. To be used by one thread.
 */
public final class Zone {

  private final DnsName origin;
  private final NavigableMap<DnsName, Map<RecordType, RecordSet>> names = new TreeMap<>();

  /**
   * @param apex the records of the origin itself, an SOA among them
   */
  public Zone(DnsName origin, Collection<RecordSet> apex) {
    this.origin = origin;
    apex.forEach(this::put);
    if (find(origin, RecordType.SOA) == null) {
      throw new IllegalArgumentException("a zone needs an SOA record");
    }
  }

  public DnsName origin() {
    return origin;
  }

  public RecordSet soa() {
    return find(origin, RecordType.SOA);
  }

  /** Answers a question. An alias is given as it is; whoever asked follows it. */
  public Lookup lookup(DnsName name, RecordType type) {
    if (!name.isWithin(origin)) {
      return new Lookup(Lookup.Status.NOT_IN_ZONE, List.of());
    }
    Map<RecordType, RecordSet> sets = names.get(name);
    if (sets == null) {
      boolean inner = hasNamesBelow(name);
      return new Lookup(inner ? Lookup.Status.NO_DATA : Lookup.Status.NO_SUCH_NAME, List.of());
    }
    Collection<RecordSet> answers = matching(sets, type);
    return new Lookup(
        answers.isEmpty() ? Lookup.Status.NO_DATA : Lookup.Status.FOUND, List.copyOf(answers));
  }

  /** Checks and applies an update (RFC 2136, 3.2 and 3.4). */
  public UpdateResult update(ZoneUpdate update) {
    for (Prerequisite prerequisite : update.prerequisites()) {
      UpdateResult result = check(prerequisite);
      if (result != UpdateResult.NOERROR) {
        return result;
      }
    }
    if (!update.changes().stream().allMatch(change -> change.name().isWithin(origin))) {
      return UpdateResult.NOTZONE;
    }
    boolean changed = false;
    for (Change change : update.changes()) {
      changed |= apply(change);
    }
    if (changed) {
      RecordSet soa = soa();
      Rdata next = soa.data().iterator().next().withNextSerial();
      put(RecordSet.of(origin, RecordType.SOA, soa.ttlSeconds(), next));
    }
    return UpdateResult.NOERROR;
  }

  private UpdateResult check(Prerequisite prerequisite) {
    DnsName name = prerequisite.name();
    if (!name.isWithin(origin)) {
      return UpdateResult.NOTZONE;
    }
    if (prerequisite instanceof Prerequisite.Exists exists) {
      return find(name, exists.type()) != null ? UpdateResult.NOERROR : UpdateResult.NXRRSET;
    } else if (prerequisite instanceof Prerequisite.Holds holds) {
      RecordSet set = find(name, holds.type());
      boolean same = set != null && set.data().equals(holds.data());
      return same ? UpdateResult.NOERROR : UpdateResult.NXRRSET;
    } else if (prerequisite instanceof Prerequisite.Absent absent) {
      return find(name, absent.type()) == null ? UpdateResult.NOERROR : UpdateResult.YXRRSET;
    } else if (prerequisite instanceof Prerequisite.NameInUse) {
      return names.containsKey(name) ? UpdateResult.NOERROR : UpdateResult.NXDOMAIN;
    }
    return names.containsKey(name) ? UpdateResult.YXDOMAIN : UpdateResult.NOERROR;
  }

  private boolean apply(Change change) {
    if (change instanceof Change.Add add) {
      return add(add);
    } else if (change instanceof Change.DeleteSet set) {
      return !isApex(set.name(), set.type()) && remove(set.name(), set.type());
    } else if (change instanceof Change.DeleteRecord record) {
      return delete(record);
    }
    boolean changed = false;
    for (RecordType type : List.copyOf(names.getOrDefault(change.name(), Map.of()).keySet())) {
      changed |= !isApex(change.name(), type) && remove(change.name(), type);
    }
    return changed;
  }

  private boolean add(Change.Add add) {
    if (isApex(add.name(), add.type()) || clashesWithAlias(add)) {
      return false;
    }
    RecordSet old = find(add.name(), add.type());
    Set<Rdata> data = new LinkedHashSet<>();
    if (old != null && !add.type().equals(RecordType.CNAME)) {
      data.addAll(old.data());
    }
    data.add(add.data());
    RecordSet set = new RecordSet(add.name(), add.type(), add.ttlSeconds(), data);
    put(set);
    return !set.equals(old);
  }

  /** RFC 2136, 3.4.2.2: an alias and other data exclude each other; the newcomer is ignored. */
  private boolean clashesWithAlias(Change.Add add) {
    Map<RecordType, RecordSet> sets = names.getOrDefault(add.name(), Map.of());
    boolean alias = sets.containsKey(RecordType.CNAME);
    return add.type().equals(RecordType.CNAME) ? !sets.isEmpty() && !alias : alias;
  }

  private boolean delete(Change.DeleteRecord record) {
    RecordSet old = find(record.name(), record.type());
    boolean held = old != null && old.data().contains(record.data());
    if (!held || isApex(record.name(), record.type())) {
      return false;
    }
    Set<Rdata> rest = new LinkedHashSet<>(old.data());
    rest.remove(record.data());
    if (rest.isEmpty()) {
      return remove(record.name(), record.type());
    }
    put(new RecordSet(old.name(), old.type(), old.ttlSeconds(), rest));
    return true;
  }

  private boolean isApex(DnsName name, RecordType type) {
    return name.equals(origin) && (type.equals(RecordType.SOA) || type.equals(RecordType.NS));
  }

  private static Collection<RecordSet> matching(Map<RecordType, RecordSet> sets, RecordType type) {
    if (type.equals(RecordType.ANY)) {
      return sets.values();
    }
    RecordSet set = sets.getOrDefault(type, sets.get(RecordType.CNAME));
    return set == null ? List.of() : List.of(set);
  }

  private boolean hasNamesBelow(DnsName name) {
    DnsName next = names.higherKey(name);
    return next != null && next.isWithin(name);
  }

  private RecordSet find(DnsName name, RecordType type) {
    return names.getOrDefault(name, Map.of()).get(type);
  }

  private void put(RecordSet set) {
    names.computeIfAbsent(set.name(), n -> new LinkedHashMap<>()).put(set.type(), set);
  }

  private boolean remove(DnsName name, RecordType type) {
    Map<RecordType, RecordSet> sets = names.get(name);
    if (sets == null || sets.remove(type) == null) {
      return false;
    }
    if (sets.isEmpty()) {
      names.remove(name);
    }
    return true;
  }
}
