package dev.understudy.simulation.service;

import dev.understudy.dns.domain.Guard;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Lookup;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordSet;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.UpdateResult;
import dev.understudy.dns.domain.zone.Zone;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Host;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An authoritative server with the product's own zone in it. Its memory outlives its outages. */
public final class NameServer {

  static final DnsName ORIGIN = DnsName.of("redis.simulated");
  private static final byte[] SOA = new byte[22];

  private final Actor actor;
  private final Zone zone;
  private final List<Runnable> watchers = new ArrayList<>();

  public NameServer(Agenda agenda, Host host) {
    this.actor = new Actor("dns", host, agenda);
    this.zone = new Zone(ORIGIN, List.of(RecordSet.of(ORIGIN, RecordType.SOA, 1, Rdata.of(SOA))));
    actor.start();
  }

  public Actor actor() {
    return actor;
  }

  /** Runs after every change. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  ServerView view(DnsName name) {
    return new ServerView(
        data(name, RecordType.A),
        data(name, RecordType.AAAA),
        data(Guard.nameFor(name), RecordType.TXT));
  }

  boolean update(ZoneUpdate update) {
    boolean applied = zone.update(update) == UpdateResult.NOERROR;
    if (applied) {
      watchers.forEach(Runnable::run);
    }
    return applied;
  }

  private Set<Rdata> data(DnsName name, RecordType type) {
    Lookup lookup = zone.lookup(name, type);
    Set<Rdata> data = new HashSet<>();
    for (RecordSet set : lookup.answers()) {
      data.addAll(set.data());
    }
    return data;
  }

  /** The IPv4 address of a primary's name; null if it has none. */
  public String addressOf(String label) {
    for (Rdata data : data(ORIGIN.child(label), RecordType.A)) {
      byte[] b = data.bytes();
      return (b[0] & 255) + "." + (b[1] & 255) + "." + (b[2] & 255) + "." + (b[3] & 255);
    }
    return null;
  }

  /** The epoch in the guard of a primary's name; 0 if it has none. */
  public long guardEpochOf(String label) {
    for (Rdata data : data(Guard.nameFor(ORIGIN.child(label)), RecordType.TXT)) {
      String text = data.firstText();
      return Long.parseLong(text.substring("epoch=".length(), text.indexOf(' ')));
    }
    return 0;
  }
}
