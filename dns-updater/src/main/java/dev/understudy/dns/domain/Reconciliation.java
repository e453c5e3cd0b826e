package dev.understudy.dns.domain;

import dev.understudy.dns.domain.zone.Change;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Prerequisite;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a server holds with what is wanted. */
public final class Reconciliation {

  /** What to do at a server about a name. */
  public sealed interface Step {

    /** Nothing: the server holds what is wanted. */
    record Settled() implements Step {}

    /** Nothing: the server knows a newer epoch than we do. */
    record Stale(Guard guard) implements Step {}

    /** Nothing: the name belongs to another instance. */
    record Foreign(Guard guard) implements Step {}

    /** Send this update. */
    record Send(ZoneUpdate update) implements Step {}
  }

  private Reconciliation() {}

  /** The next step from {@code view} to {@code wanted}. */
  public static Step next(ServerView view, WantedName wanted) {
    Optional<Guard> guard = view.guard();
    boolean foreign = guard.filter(g -> !g.instance().equals(wanted.instance())).isPresent();
    if (wanted.isWithdrawal() && (guard.isEmpty() || foreign)) {
      return new Step.Settled();
    }
    if (foreign) {
      return new Step.Foreign(guard.get());
    }
    if (guard.filter(g -> g.epoch().isAfter(wanted.overwritesUpTo())).isPresent()) {
      return new Step.Stale(guard.get());
    }
    boolean settled =
        !wanted.isWithdrawal()
            && view.ipv4().equals(wanted.data(RecordType.A))
            && view.ipv6().equals(wanted.data(RecordType.AAAA))
            && guard.filter(g -> wanted.reaches(g.epoch())).isPresent();
    return settled ? new Step.Settled() : new Step.Send(update(view, wanted));
  }

  /**
   * Whether somebody has changed what was verified as {@code wanted}. What a newer epoch wrote is
   * no drift: then it is we who are behind.
   */
  public static boolean isDrift(ServerView view, WantedName wanted) {
    Step step = next(view, wanted);
    return step instanceof Step.Send || step instanceof Step.Foreign;
  }

  /** Compare and set: nothing happens unless the name is still as {@code view} says. */
  private static ZoneUpdate update(ServerView view, WantedName wanted) {
    DnsName name = wanted.name();
    DnsName guardName = Guard.nameFor(name);
    Set<Rdata> guard = wanted.isWithdrawal() ? Set.of() : Set.of(Guard.of(wanted).text());
    List<Prerequisite> prerequisites =
        List.of(
            still(name, RecordType.A, view.ipv4()),
            still(name, RecordType.AAAA, view.ipv6()),
            still(guardName, RecordType.TXT, view.guardTexts()));
    List<Change> changes = new ArrayList<>();
    long ttl = wanted.ttlSeconds();
    replace(changes, name, RecordType.A, ttl, view.ipv4(), wanted.data(RecordType.A));
    replace(changes, name, RecordType.AAAA, ttl, view.ipv6(), wanted.data(RecordType.AAAA));
    replace(changes, guardName, RecordType.TXT, ttl, view.guardTexts(), guard);
    return new ZoneUpdate(prerequisites, changes);
  }

  private static Prerequisite still(DnsName name, RecordType type, Set<Rdata> data) {
    return data.isEmpty()
        ? new Prerequisite.Absent(name, type)
        : new Prerequisite.Holds(name, type, data);
  }

  private static void replace(
      List<Change> changes,
      DnsName name,
      RecordType type,
      long ttlSeconds,
      Set<Rdata> from,
      Set<Rdata> to) {
    if (!from.isEmpty()) {
      changes.add(new Change.DeleteSet(name, type));
    }
    to.forEach(data -> changes.add(new Change.Add(name, type, ttlSeconds, data)));
  }
}
