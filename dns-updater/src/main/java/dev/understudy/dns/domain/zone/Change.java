package dev.understudy.dns.domain.zone;

/** One step of an update: the four kinds of RFC 2136, 2.5. */
public sealed interface Change {

  DnsName name();

  /** 2.5.1: add a record to its set; its time to live becomes that of the set. */
  record Add(DnsName name, RecordType type, long ttlSeconds, Rdata data) implements Change {}

  /** 2.5.2: delete a record set. */
  record DeleteSet(DnsName name, RecordType type) implements Change {}

  /** 2.5.3: delete all record sets of a name. */
  record DeleteName(DnsName name) implements Change {}

  /** 2.5.4: delete one record from its set. */
  record DeleteRecord(DnsName name, RecordType type, Rdata data) implements Change {}
}
