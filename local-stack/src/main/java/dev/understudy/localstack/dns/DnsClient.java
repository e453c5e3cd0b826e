package dev.understudy.localstack.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks one server over UDP, every time anew. Safe for use by several threads. */
public final class DnsClient {

  private static final Duration TIMEOUT = Duration.ofMillis(500);

  static {
    // Its own hook would make it fail while the stack is still being stopped.
    System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
  }

  private final SimpleResolver resolver;

  public DnsClient(InetSocketAddress server) {
    this.resolver = new SimpleResolver(server);
    resolver.setTimeout(TIMEOUT);
  }

  /**
   * The IPv4 addresses of a name, in no particular order.
   *
   * @param name fully qualified, with or without the final dot
   * @return empty if the name has none
   * @throws IOException if the server doesn't answer within half a second
   */
  public List<String> addresses(String name) throws IOException {
    Name absolute = Name.fromString(name, Name.root);
    Message answer = resolver.send(Message.newQuery(Record.newRecord(absolute, Type.A, DClass.IN)));
    return answer.getSection(Section.ANSWER).stream()
        .filter(ARecord.class::isInstance)
        .map(record -> ((ARecord) record).getAddress().getHostAddress())
        .toList();
  }
}
