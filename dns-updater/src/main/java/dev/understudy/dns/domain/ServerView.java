package dev.understudy.dns.domain;

import dev.understudy.dns.domain.zone.Rdata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one server holds of a name.
 *
 * @param ipv4 the data of its A records
 * @param ipv6 the data of its AAAA records
 * @param guardTexts the data of its guard's TXT records
 */
public record ServerView(Set<Rdata> ipv4, Set<Rdata> ipv6, Set<Rdata> guardTexts) {

  public static final ServerView NOTHING = new ServerView(Set.of(), Set.of(), Set.of());

  public ServerView {
    ipv4 = Set.copyOf(ipv4);
    ipv6 = Set.copyOf(ipv6);
    guardTexts = Set.copyOf(guardTexts);
  }

  /** The newest guard, if there is one. */
  Optional<Guard> guard() {
    return guardTexts.stream()
        .flatMap(text -> Guard.parse(text).stream())
        .max(Comparator.comparing(Guard::epoch));
  }

  /** For logs: addresses and guard as people write them. */
  @Override
  public String toString() {
    List<String> addresses =
        Stream.concat(ipv4.stream(), ipv6.stream()).map(IpAddress::text).sorted().toList();
    return addresses + " " + guardTexts.stream().map(Rdata::firstText).toList();
  }
}
