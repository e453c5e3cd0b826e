package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A name as it should be.
 *
 * @param addresses IP addresses; empty: the name should be gone
 * @param epoch of the snapshot that wants it so
 * @param replaces the newest epoch of a deleted instance of the same name, whose records this may
 *     overwrite; none in most lives
 */
public record WantedName(
    InstanceId instance,
    EndpointKind kind,
    DnsName name,
    List<String> addresses,
    int ttlSeconds,
    Epoch epoch,
    Epoch replaces) {

  public WantedName {
    addresses = addresses.stream().distinct().sorted().toList();
  }

  public boolean isWithdrawal() {
    return addresses.isEmpty();
  }

  /** This name, to be gone. */
  WantedName withdrawn(Epoch newEpoch, Epoch newReplaces) {
    return new WantedName(instance, kind, name, List.of(), ttlSeconds, newEpoch, newReplaces);
  }

  /** The newest epoch whose records may be overwritten. */
  Epoch overwritesUpTo() {
    return replaces.isAfter(epoch) ? replaces : epoch;
  }

  /** The data that the name's record set of a type should have. */
  Set<Rdata> data(RecordType type) {
    return addresses.stream()
        .flatMap(address -> IpAddress.parse(address).stream())
        .filter(address -> address.type().equals(type))
        .map(IpAddress::data)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a name that was brought to {@code before} needs nothing more. The primary's name must
   * say its epoch, for a failover is complete when it does; the others move only with an address.
   */
  boolean isServedBy(WantedName before) {
    return addresses.equals(before.addresses)
        && ttlSeconds == before.ttlSeconds
        && reaches(before.epoch);
  }

  /** Whether others have been told already. */
  boolean isServedBy(EndpointPublished told) {
    return new HashSet<>(addresses).equals(new HashSet<>(told.addresses()))
        && (isWithdrawal() || ttlSeconds == told.ttlSeconds() && reaches(told.epoch()));
  }

  /** Whether a record made in {@code written} is good enough for this epoch. */
  boolean reaches(Epoch written) {
    return kind == EndpointKind.PRIMARY && !isWithdrawal()
        ? written.equals(epoch)
        : !written.isAfter(overwritesUpTo());
  }

  /** What to tell others once it is so. */
  public EndpointPublished published(String provider, List<String> verifiedAt) {
    return new EndpointPublished(
        instance, kind, name.value(), addresses, ttlSeconds, epoch, provider, verifiedAt);
  }
}
