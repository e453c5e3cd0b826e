package dev.understudy.dns.domain.zone;

import java.util.LinkedHashSet;
import java.util.Set;

/** The records of one name and type: an RRset. Never empty. */
public record RecordSet(DnsName name, RecordType type, long ttlSeconds, Set<Rdata> data) {

  public RecordSet {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("a record set holds at least one record");
    }
    data = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(data));
  }

  public static RecordSet of(DnsName name, RecordType type, long ttlSeconds, Rdata data) {
    return new RecordSet(name, type, ttlSeconds, Set.of(data));
  }
}
