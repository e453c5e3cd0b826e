package dev.understudy.dns.application;

import dev.understudy.bus.log.About;
import dev.understudy.dns.domain.WantedName;
import dev.understudy.dns.domain.zone.DnsName;
import org.jboss.logging.Logger;

/**
 * Counts every try at one server and logs what is news: a server that is away is told of once, not
 * once for every name and try. To be used by one thread.
 */
final class TroubleLog {

  private static final Logger LOG = Logger.getLogger(TroubleLog.class);

  private final String server;
  private final PublishingMeter meter;

  /** What is wrong with the server; null: nothing. */
  private Outcome serverTrouble;

  TroubleLog(String server, PublishingMeter meter) {
    this.server = server;
    this.meter = meter;
  }

  OfName of(WantedName wanted) {
    return new OfName(wanted);
  }

  /** The server is there and says yes to what is asked. */
  void answered() {
    if (serverTrouble != null) {
      LOG.infof("The DNS server %s is well again", server);
      serverTrouble = null;
    }
  }

  /** The tries for one wish. */
  final class OfName {

    private final DnsName name;
    private final About about;
    private Outcome nameTrouble;

    private OfName(WantedName wanted) {
      this.name = wanted.name();
      this.about = About.instance(wanted.instance()).in(wanted.epoch());
    }

    void succeeded(Outcome outcome) {
      meter.tried(outcome);
      answered();
    }

    void failed(Throwable failure) {
      Outcome outcome = DnsFailure.outcomeOf(failure);
      meter.tried(outcome);
      about.because(outcome).log(() -> report(outcome, failure));
      nameTrouble = outcome;
    }

    private void report(Outcome outcome, Throwable failure) {
      if (outcome == Outcome.UNEXPECTED) {
        LOG.errorf(failure, "%s at %s failed, will be tried again", name, server);
      } else if (outcome.isAboutTheServer()) {
        reportServer(outcome, failure);
      } else if (outcome != nameTrouble) {
        LOG.warnf(
            "%s at %s: %s (%s), will be tried again", name, server, outcome, failure.getMessage());
      }
    }

    private void reportServer(Outcome outcome, Throwable failure) {
      if (outcome != serverTrouble) {
        LOG.warnf(
            "The DNS server %s: %s (%s); its names will be tried again, %s first",
            server, outcome, failure.getMessage(), name);
      }
      serverTrouble = outcome;
    }
  }
}
