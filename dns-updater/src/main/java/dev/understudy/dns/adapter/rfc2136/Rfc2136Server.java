package dev.understudy.dns.adapter.rfc2136;

import dev.understudy.dns.application.DnsFailure;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.Guard;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/**
 * An authoritative server that takes RFC 2136 updates. Every message is signed, questions too, so
 * that every answer is authentic. UDP, and TCP for what is too long. Safe for use by several
 * threads.
 */
public final class Rfc2136Server implements DnsServer {

  private final ServerAddress address;
  private final DnsName zone;
  private final TSIG key;
  private final Duration timeout;
  private final Executor callbacks;
  private final Uni<SimpleResolver> resolver;
  private volatile boolean resolveAgain;

  /**
   * @param timeout for one message's answer
   * @param callbacks where answers are parsed
   * @param blocking where host names of servers are looked up
   */
  public Rfc2136Server(
      ServerAddress address,
      DnsName zone,
      TsigKey key,
      Duration timeout,
      Executor callbacks,
      Executor blocking) {
    this.address = address;
    this.zone = zone;
    this.key =
        new TSIG(
            TSIG.algorithmToName(key.algorithm()),
            UpdateMessage.name(DnsName.of(key.name())),
            key.secret());
    this.timeout = timeout;
    this.callbacks = callbacks;
    this.resolver =
        Uni.createFrom()
            .item(this::resolve)
            .runSubscriptionOn(blocking)
            .memoize()
            .until(() -> resolveAgain);
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public Uni<ServerView> read(DnsName name) {
    return Uni.combine()
        .all()
        .unis(
            ask(name, RecordType.A),
            ask(name, RecordType.AAAA),
            ask(Guard.nameFor(name), RecordType.TXT))
        .with(ServerView::new);
  }

  @Override
  public Uni<Boolean> update(ZoneUpdate update) {
    return send(UpdateMessage.of(zone, update)).map(this::isApplied);
  }

  private boolean isApplied(Message answer) {
    switch (answer.getRcode()) {
      case Rcode.NOERROR:
        return true;
      case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN:
        return false;
      default:
        throw refusal(answer);
    }
  }

  private Uni<Set<Rdata>> ask(DnsName name, RecordType type) {
    Name question = UpdateMessage.name(name);
    Message message = Message.newQuery(Record.newRecord(question, type.code(), DClass.IN));
    message.getHeader().unsetFlag(Flags.RD);
    return send(message).map(answer -> data(answer, question, type));
  }

  private Set<Rdata> data(Message answer, Name name, RecordType type) {
    int code = answer.getRcode();
    if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
      throw refusal(answer);
    }
    if (!answer.getHeader().getFlag(Flags.AA)) {
      throw new DnsFailure(Outcome.REFUSED, "it is not authoritative for " + zone);
    }
    return answer.getSection(Section.ANSWER).stream()
        .filter(record -> record.getType() == type.code() && record.getName().equals(name))
        .map(record -> Rdata.of(record.rdataToWireCanonical()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Uni<Message> send(Message message) {
    return resolver
        .flatMap(ready -> Uni.createFrom().completionStage(() -> exchange(ready, message)))
        .map(this::message)
        .invoke(this::requireAuthentic);
  }

  /** What came of one message. A value either way: nobody may be left to hear of a failure. */
  private record Reply(Message message, Throwable failure) {}

  private CompletionStage<Reply> exchange(SimpleResolver ready, Message message) {
    return ready.sendAsync(message, callbacks).handle(Reply::new);
  }

  private Message message(Reply reply) {
    Throwable failure = reply.failure();
    if (failure != null) {
      resolveAgain = true;
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new DnsFailure(Outcome.UNREACHABLE, cause.toString(), failure);
    }
    return reply.message();
  }

  private void requireAuthentic(Message answer) {
    TSIGRecord signature = answer.getTSIG();
    if (signature != null && signature.getError() != Rcode.NOERROR) {
      throw new DnsFailure(
          Outcome.NOT_AUTHENTIC,
          "the server doesn't accept our signature: " + Rcode.TSIGstring(signature.getError()));
    }
    if (!answer.isVerified()) {
      throw new DnsFailure(
          Outcome.NOT_AUTHENTIC,
          "the answer " + Rcode.string(answer.getRcode()) + " is not signed with our key");
    }
  }

  private static DnsFailure refusal(Message answer) {
    return new DnsFailure(Outcome.REFUSED, "it answers " + Rcode.string(answer.getRcode()));
  }

  private SimpleResolver resolve() {
    try {
      InetAddress host = InetAddress.getByName(address.host());
      SimpleResolver fresh = new SimpleResolver(new InetSocketAddress(host, address.port()));
      fresh.setTSIGKey(key);
      fresh.setTimeout(timeout);
      resolveAgain = false;
      return fresh;
    } catch (UnknownHostException e) {
      resolveAgain = true;
      throw new DnsFailure(Outcome.UNREACHABLE, "its address is unknown: " + address.host(), e);
    }
  }
}
