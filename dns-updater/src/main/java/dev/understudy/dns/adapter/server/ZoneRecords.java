package dev.understudy.dns.adapter.server;

import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordSet;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/** Translates between the zone's language and dnsjava's. */
final class ZoneRecords {

  private static final long REFRESH_SECONDS = 3600;
  private static final long RETRY_SECONDS = 600;
  private static final long EXPIRE_SECONDS = 604_800;

  private ZoneRecords() {}

  /**
   * A zone with nothing but its apex. The origin itself is the name of its only server.
   *
   * @param serial to start with; must not be below what the zone ever said before
   * @param ttlSeconds of the apex, and how long others may remember that a name doesn't exist
   */
  static Zone emptyZone(DnsName origin, InetAddress server, long serial, int ttlSeconds) {
    Name name = name(origin);
    List<Record> apex = new ArrayList<>();
    apex.add(
        new SOARecord(
            name,
            DClass.IN,
            ttlSeconds,
            name,
            name(origin.child("hostmaster")),
            serial,
            REFRESH_SECONDS,
            RETRY_SECONDS,
            EXPIRE_SECONDS,
            ttlSeconds));
    apex.add(new NSRecord(name, DClass.IN, ttlSeconds, name));
    boolean ipv4 = server.getAddress().length == 4;
    apex.add(
        ipv4
            ? new ARecord(name, DClass.IN, ttlSeconds, server)
            : new AAAARecord(name, DClass.IN, ttlSeconds, server));
    return new Zone(origin, apex.stream().map(ZoneRecords::recordSet).toList());
  }

  static List<Record> records(RecordSet set) {
    Name name = name(set.name());
    return set.data().stream()
        .map(
            data ->
                Record.newRecord(
                    name, set.type().code(), DClass.IN, set.ttlSeconds(), data.bytes()))
        .toList();
  }

  static Rdata data(Record record) {
    return Rdata.of(record.rdataToWireCanonical());
  }

  static RecordType type(Record record) {
    return new RecordType(record.getType());
  }

  /**
   * @throws IllegalArgumentException for the root, which no zone here is or holds
   */
  static DnsName name(Name name) {
    return DnsName.of(name.toString(true));
  }

  private static RecordSet recordSet(Record record) {
    return RecordSet.of(name(record.getName()), type(record), record.getTTL(), data(record));
  }

  private static Name name(DnsName name) {
    try {
      return Name.fromString(name.value(), Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name + " is not a DNS name", e);
    }
  }
}
