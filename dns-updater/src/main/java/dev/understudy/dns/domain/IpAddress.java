package dev.understudy.dns.domain;

import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address: an A record if it is version 4, an AAAA record if it is version 6. */
record IpAddress(RecordType type, Rdata data) {

  private static final Pattern VERSION_4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  /**
   * @return empty if the text isn't an IP address but, say, a host name
   */
  static Optional<IpAddress> parse(String text) {
    // What has a colon, getByName() takes for an address and never looks up.
    if (!text.contains(":") && !VERSION_4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      return Optional.of(
          new IpAddress(bytes.length == 4 ? RecordType.A : RecordType.AAAA, Rdata.of(bytes)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The address in a record's data, as people write it. */
  static String text(Rdata data) {
    try {
      return InetAddress.getByAddress(data.bytes()).getHostAddress();
    } catch (UnknownHostException e) {
      return data.hex();
    }
  }
}
