package dev.understudy.dns.application;

import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import io.smallrye.mutiny.Uni;

/**
 * One authoritative server, asked directly. Nothing is sent before somebody subscribes; results may
 * arrive on any thread. Fails with {@link DnsFailure}.
 */
public interface DnsServer {

  /** How it is called in logs and announcements: host and port. */
  String name();

  /** What the server holds of a name and of its guard. */
  Uni<ServerView> read(DnsName name);

  /**
   * Sends one update message.
   *
   * @return whether it was applied; false: a prerequisite was not met and nothing has changed
   */
  Uni<Boolean> update(ZoneUpdate update);
}
