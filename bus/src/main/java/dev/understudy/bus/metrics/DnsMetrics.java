package dev.understudy.bus.metrics;

/** What the DNS updater exports. */
public final class DnsMetrics {

  static final Catalogue CATALOGUE =
      new Catalogue(
          "dns-updater",
          """
          `outcome` is `updated`, `unchanged`, `stale` (the server knows a newer epoch), `drift` (somebody else changed the
          name), `foreign` (another instance has it), `not_verified`, `unreachable`, `refused`, `not_authentic` or
          `unexpected`.""");

  public static final Metric UPDATES =
      CATALOGUE.counter(
          "understudy_dns_updates_total",
          Unit.COUNT,
          "Tries to bring a name up to date at a server",
          "outcome");

  public static final Metric UPDATE_DURATION =
      CATALOGUE.timer(
          "understudy_dns_update_duration_seconds",
          "From reading a snapshot to a name verified at every server");

  public static final Metric PENDING =
      CATALOGUE.gauge(
          "understudy_dns_pending", Unit.COUNT, "Names that are not yet as they should be");

  public static final Metric DRIFT =
      CATALOGUE.gauge(
          "understudy_dns_drift",
          Unit.COUNT,
          "Names that the last look at this DNS server found changed by somebody else; they are put"
              + " right at once, and are in order again for the next look",
          "server");

  private DnsMetrics() {}
}
