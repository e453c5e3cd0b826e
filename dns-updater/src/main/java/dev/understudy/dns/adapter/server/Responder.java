package dev.understudy.dns.adapter.server;

import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Lookup;
import dev.understudy.dns.domain.zone.RecordSet;
import dev.understudy.dns.domain.zone.UpdateResult;
import dev.understudy.dns.domain.zone.Zone;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/**
 * Answers one message: questions (RFC 1035, 6891, 2308) for anyone, updates (RFC 2136) for whoever
 * signs with the key (RFC 8945). To be used by one thread.
 */
final class Responder {

  private static final Logger LOG = Logger.getLogger(Responder.class);

  /** What a UDP answer may have without being asked for more (RFC 1035, 2.3.4). */
  private static final int PLAIN_UDP_BYTES = 512;

  /** What fits everywhere without fragments (DNS flag day 2020). */
  private static final int EDNS_UDP_BYTES = 1232;

  /** dnsjava reckons with the shortest signature; this is what the longest needs on top. */
  private static final int LONGEST_SIGNATURE_EXTRA_BYTES = 48;

  private final Zone zone;
  private final TSIG key;

  Responder(Zone zone, TSIG key) {
    this.zone = zone;
    this.key = key;
  }

  /**
   * @return empty if the message is not worth an answer
   */
  Optional<byte[]> answer(byte[] request, boolean udp) {
    if (request.length < Header.LENGTH || (request[2] & 0x80) != 0) {
      return Optional.empty();
    }
    Message query;
    try {
      query = new Message(request);
    } catch (IOException e) {
      LOG.debugf("a malformed message: %s", e.getMessage());
      return Optional.of(formatError(request));
    }
    return Optional.of(answer(query, request, udp));
  }

  private byte[] answer(Message query, byte[] request, boolean udp) {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setOpcode(query.getHeader().getOpcode());
    response.getHeader().setFlag(Flags.QR);
    if (query.getHeader().getFlag(Flags.RD)) {
      response.getHeader().setFlag(Flags.RD);
    }
    query.getSection(Section.QUESTION).forEach(q -> response.addRecord(q, Section.QUESTION));
    TSIGRecord signature = query.getTSIG();
    if (signature != null) {
      int error = key.verify(query, request, null);
      if (error != Rcode.NOERROR) {
        return notAuthentic(response, signature, error);
      }
      response.setTSIG(key, Rcode.NOERROR, signature);
    }
    fill(response, query);
    int most = udp ? udpLimit(query) : Message.MAXLENGTH;
    return response.toWire(signature == null ? most : most - LONGEST_SIGNATURE_EXTRA_BYTES);
  }

  private void fill(Message response, Message query) {
    OPTRecord edns = query.getOPT();
    boolean badVersion = edns != null && edns.getVersion() > 0;
    if (edns != null) {
      int extended = badVersion ? Rcode.BADVERS >> 4 : 0;
      response.addRecord(new OPTRecord(EDNS_UDP_BYTES, extended, 0), Section.ADDITIONAL);
    }
    if (badVersion) {
      return;
    }
    try {
      switch (query.getHeader().getOpcode()) {
        case Opcode.QUERY -> question(response, query);
        case Opcode.UPDATE -> response.getHeader().setRcode(update(query));
        default -> response.getHeader().setRcode(Rcode.NOTIMP);
      }
    } catch (IllegalArgumentException e) {
      LOG.debugf("a message that makes no sense: %s", e.getMessage());
      response.getHeader().setRcode(Rcode.FORMERR);
    }
  }

  private void question(Message response, Message query) {
    Record question = query.getQuestion();
    if (query.getHeader().getCount(Section.QUESTION) != 1) {
      response.getHeader().setRcode(Rcode.FORMERR);
      return;
    }
    boolean transfer = question.getType() == Type.AXFR || question.getType() == Type.IXFR;
    boolean other = question.getDClass() != DClass.IN && question.getDClass() != DClass.ANY;
    if (transfer || other || question.getName().equals(Name.root)) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return;
    }
    DnsName name = ZoneRecords.name(question.getName());
    Lookup lookup = zone.lookup(name, ZoneRecords.type(question));
    if (lookup.status() == Lookup.Status.NOT_IN_ZONE) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return;
    }
    response.getHeader().setFlag(Flags.AA);
    lookup.answers().forEach(set -> add(response, set, Section.ANSWER));
    if (lookup.status() != Lookup.Status.FOUND) {
      add(response, zone.soa(), Section.AUTHORITY);
    }
    if (lookup.status() == Lookup.Status.NO_SUCH_NAME) {
      response.getHeader().setRcode(Rcode.NXDOMAIN);
    }
  }

  private int update(Message query) {
    Record target = query.getQuestion();
    boolean one = query.getHeader().getCount(Section.ZONE) == 1;
    if (!one || target.getType() != Type.SOA) {
      return Rcode.FORMERR;
    }
    boolean ours = target.getName().toString(true).equalsIgnoreCase(zone.origin().value());
    if (!ours || target.getDClass() != DClass.IN) {
      return Rcode.NOTAUTH;
    }
    if (!query.isVerified()) {
      return Rcode.REFUSED;
    }
    ZoneUpdate update = UpdateDecoder.decode(query);
    UpdateResult result = zone.update(update);
    LOG.debugf("%s -> %s", update, result);
    return Rcode.value(result.name());
  }

  private static void add(Message response, RecordSet set, int section) {
    ZoneRecords.records(set).forEach(record -> response.addRecord(record, section));
  }

  private static int udpLimit(Message query) {
    OPTRecord edns = query.getOPT();
    int asked = edns == null ? PLAIN_UDP_BYTES : edns.getPayloadSize();
    return Math.max(PLAIN_UDP_BYTES, Math.min(asked, EDNS_UDP_BYTES));
  }

  /** Says what is wrong with the signature, unsigned (RFC 8945, 5.3.2). */
  private static byte[] notAuthentic(Message response, TSIGRecord signature, int error) {
    LOG.warnf("a message signed by %s: %s", signature.getName(), Rcode.TSIGstring(error));
    response.getHeader().setRcode(Rcode.NOTAUTH);
    response.addRecord(
        new TSIGRecord(
            signature.getName(),
            DClass.ANY,
            0,
            signature.getAlgorithm(),
            signature.getTimeSigned(),
            signature.getFudge(),
            new byte[0],
            response.getHeader().getID(),
            error,
            new byte[0]),
        Section.ADDITIONAL);
    return response.toWire();
  }

  private static byte[] formatError(byte[] request) {
    Header header = new Header((request[0] & 0xff) << 8 | request[1] & 0xff);
    header.setOpcode(request[2] >> 3 & 0xf);
    header.setFlag(Flags.QR);
    header.setRcode(Rcode.FORMERR);
    return header.toWire();
  }
}
