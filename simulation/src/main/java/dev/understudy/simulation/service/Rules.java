package dev.understudy.simulation.service;

import dev.understudy.dns.application.DnsServer;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.MemberFolders;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.core.Actor;

/**
 * Where a test may stand between a service and the world, to take a safety rule out: at the ports
 * that the services have anyway. The product has no switch for any of it. Here nothing is taken
 * out.
 */
public interface Rules {

  /** Everything holds. */
  Rules ALL = new Rules() {};

  /** What a process reads; null: it never gets to see it. */
  default BusRecord read(Actor reader, BusRecord record) {
    return record;
  }

  /** A record was appended, and nobody has read it yet. */
  default void appended(BusRecord record) {}

  default EngineLinks links(EngineLinks links) {
    return links;
  }

  default MemberFolders folders(MemberFolders folders) {
    return folders;
  }

  /** How far a node that begins has to read before it acts. */
  default long logEnd(long end) {
    return end;
  }

  default DnsServer dnsServer(DnsServer server) {
    return server;
  }
}
