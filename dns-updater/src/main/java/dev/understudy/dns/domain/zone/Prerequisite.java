package dev.understudy.dns.domain.zone;

import java.util.Set;

/** What must be true of a zone for an update to happen: the five kinds of RFC 2136, 2.4. */
public sealed interface Prerequisite {

  DnsName name();

  /** 2.4.1: the record set exists, whatever it holds. */
  record Exists(DnsName name, RecordType type) implements Prerequisite {}

  /** 2.4.2: the record set holds exactly this; times to live don't matter. */
  record Holds(DnsName name, RecordType type, Set<Rdata> data) implements Prerequisite {
    public Holds {
      data = Set.copyOf(data);
    }
  }

  /** 2.4.3: there is no such record set. */
  record Absent(DnsName name, RecordType type) implements Prerequisite {}

  /** 2.4.4: the name owns at least one record. */
  record NameInUse(DnsName name) implements Prerequisite {}

  /** 2.4.5: the name owns no record. */
  record NameNotInUse(DnsName name) implements Prerequisite {}
}
