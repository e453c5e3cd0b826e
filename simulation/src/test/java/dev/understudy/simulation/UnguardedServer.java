package dev.understudy.simulation;

import dev.understudy.dns.application.DnsServer;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.zone.Change;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Shows nobody's guards but one's own, and updates without asking what is there. */
final class UnguardedServer implements DnsServer {

  private final DnsServer server;
  private final Set<Rdata> own = new HashSet<>();

  UnguardedServer(DnsServer server) {
    this.server = server;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public Uni<ServerView> read(DnsName name) {
    return server.read(name).map(this::shown);
  }

  private ServerView shown(ServerView view) {
    boolean mine = own.containsAll(view.guardTexts());
    return new ServerView(view.ipv4(), view.ipv6(), mine ? view.guardTexts() : Set.of());
  }

  @Override
  public Uni<Boolean> update(ZoneUpdate update) {
    List<Change.Add> added =
        update.changes().stream()
            .filter(Change.Add.class::isInstance)
            .map(Change.Add.class::cast)
            .toList();
    added.stream().filter(a -> a.type() == RecordType.TXT).forEach(a -> own.add(a.data()));
    Stream<Change> cleared = added.stream().map(a -> new Change.DeleteSet(a.name(), a.type()));
    return server.update(
        new ZoneUpdate(
            List.of(), Stream.concat(cleared, update.changes().stream()).distinct().toList()));
  }
}
