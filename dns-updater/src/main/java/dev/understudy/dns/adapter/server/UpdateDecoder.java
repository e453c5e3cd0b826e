package dev.understudy.dns.adapter.server;

import dev.understudy.dns.domain.zone.Change;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Prerequisite;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Reads an update message (RFC 2136, 3.2 and 3.4.1). Fails with {@link IllegalArgumentException} if
 * it makes no sense: {@code FORMERR}.
 */
final class UpdateDecoder {

  private static final int LOWEST_META_TYPE = 128;

  private record SetKey(DnsName name, RecordType type) {}

  private final List<Prerequisite> prerequisites = new ArrayList<>();
  private final Map<SetKey, Set<Rdata>> values = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  private UpdateDecoder() {}

  static ZoneUpdate decode(Message message) {
    UpdateDecoder decoder = new UpdateDecoder();
    message.getSection(Section.PREREQ).forEach(decoder::prerequisite);
    message.getSection(Section.UPDATE).forEach(decoder::change);
    decoder.values.forEach(
        (key, data) ->
            decoder.prerequisites.add(new Prerequisite.Holds(key.name(), key.type(), data)));
    return new ZoneUpdate(decoder.prerequisites, decoder.changes);
  }

  private void prerequisite(Record record) {
    DnsName name = ZoneRecords.name(record.getName());
    RecordType type = ZoneRecords.type(record);
    boolean anyType = type.equals(RecordType.ANY);
    require(record.getTTL() == 0, "a prerequisite has no time to live");
    switch (record.getDClass()) {
      case DClass.ANY:
        require(isEmpty(record), "an existence prerequisite has no data");
        prerequisites.add(
            anyType ? new Prerequisite.NameInUse(name) : new Prerequisite.Exists(name, type));
        break;
      case DClass.NONE:
        require(isEmpty(record), "an absence prerequisite has no data");
        prerequisites.add(
            anyType ? new Prerequisite.NameNotInUse(name) : new Prerequisite.Absent(name, type));
        break;
      case DClass.IN:
        require(!isMeta(type), "a value prerequisite needs a real type");
        values
            .computeIfAbsent(new SetKey(name, type), key -> new LinkedHashSet<>())
            .add(ZoneRecords.data(record));
        break;
      default:
        throw new IllegalArgumentException("a prerequisite of another class");
    }
  }

  private void change(Record record) {
    DnsName name = ZoneRecords.name(record.getName());
    RecordType type = ZoneRecords.type(record);
    boolean anyType = type.equals(RecordType.ANY);
    switch (record.getDClass()) {
      case DClass.IN:
        require(!isMeta(type), "only real types can be added");
        changes.add(new Change.Add(name, type, record.getTTL(), ZoneRecords.data(record)));
        break;
      case DClass.ANY:
        require(record.getTTL() == 0 && isEmpty(record), "a deletion has no data");
        require(anyType || !isMeta(type), "only real types can be deleted");
        changes.add(anyType ? new Change.DeleteName(name) : new Change.DeleteSet(name, type));
        break;
      case DClass.NONE:
        require(record.getTTL() == 0 && !isMeta(type), "only a real record can be deleted");
        changes.add(new Change.DeleteRecord(name, type, ZoneRecords.data(record)));
        break;
      default:
        throw new IllegalArgumentException("a change of another class");
    }
  }

  private static boolean isEmpty(Record record) {
    return ZoneRecords.data(record).hex().isEmpty();
  }

  private static boolean isMeta(RecordType type) {
    boolean reserved = type.code() >= LOWEST_META_TYPE && type.code() <= Type.ANY;
    return reserved || type.code() == 0 || type.code() == Type.OPT;
  }

  private static void require(boolean rule, String message) {
    if (!rule) {
      throw new IllegalArgumentException(message);
    }
  }
}
