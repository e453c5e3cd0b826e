package dev.understudy.dns.adapter.rfc2136;

import dev.understudy.dns.domain.zone.Change;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Prerequisite;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Update;

/** Writes an update as a DNS message (RFC 2136, 2). */
final class UpdateMessage {

  private final Update message;

  private UpdateMessage(DnsName zone) {
    this.message = new Update(name(zone));
  }

  static Message of(DnsName zone, ZoneUpdate update) {
    UpdateMessage writer = new UpdateMessage(zone);
    update.prerequisites().forEach(writer::require);
    update.changes().forEach(writer::change);
    return writer.message;
  }

  static Name name(DnsName name) {
    try {
      return Name.fromString(name.value(), Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name + " is not a DNS name", e);
    }
  }

  private void require(Prerequisite prerequisite) {
    Name name = name(prerequisite.name());
    if (prerequisite instanceof Prerequisite.Exists exists) {
      message.present(name, exists.type().code());
    } else if (prerequisite instanceof Prerequisite.Holds holds) {
      holds.data().forEach(data -> message.present(record(name, holds.type(), 0, data)));
    } else if (prerequisite instanceof Prerequisite.Absent absent) {
      message.absent(name, absent.type().code());
    } else if (prerequisite instanceof Prerequisite.NameInUse) {
      message.present(name);
    } else {
      message.absent(name);
    }
  }

  private void change(Change change) {
    Name name = name(change.name());
    if (change instanceof Change.Add add) {
      message.add(record(name, add.type(), add.ttlSeconds(), add.data()));
    } else if (change instanceof Change.DeleteSet set) {
      message.delete(name, set.type().code());
    } else if (change instanceof Change.DeleteRecord record) {
      message.delete(record(name, record.type(), 0, record.data()));
    } else {
      message.delete(name);
    }
  }

  private static Record record(Name name, RecordType type, long ttlSeconds, Rdata data) {
    return Record.newRecord(name, type.code(), DClass.IN, ttlSeconds, data.bytes());
  }
}
