package dev.understudy.dns.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Rdata;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says next to a name, in a TXT record of {@code _understudy.<name>}, whose it is and which epoch
 * moved it last, so that an updater that missed a failover can't move it back.
 */
public record Guard(Epoch epoch, InstanceId instance) {

  private static final String LABEL = "_understudy";
  private static final Pattern FORM = Pattern.compile("epoch=(\\d{1,18}) instance=([a-z0-9-]+)");

  /** The name that carries the guard of {@code name}. */
  public static DnsName nameFor(DnsName name) {
    return name.child(LABEL);
  }

  static Guard of(WantedName wanted) {
    return new Guard(wanted.epoch(), wanted.instance());
  }

  /**
   * @return empty if the record says something else
   */
  static Optional<Guard> parse(Rdata text) {
    Matcher form = FORM.matcher(text.firstText());
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Guard(Epoch.of(Long.parseLong(form.group(1))), InstanceId.of(form.group(2))));
  }

  Rdata text() {
    return Rdata.text("epoch=" + epoch + " instance=" + instance);
  }
}
