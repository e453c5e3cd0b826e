package dev.understudy.prober.domain;

import java.util.List;

/**
 * What a member says of itself that is shown, and that nobody decides by. Words that it doesn't say
 * are empty.
 *
 * @param upstreamHost whom a replica is told to follow; empty for a primary
 */
public record Vitals(
    Figures figures,
    String version,
    String mode,
    String os,
    String evictionPolicy,
    String upstreamHost,
    String upstreamPort,
    List<AttachedReplica> replicas) {

  public static final Vitals NONE = new Vitals(Figures.NONE, "", "", "", "", "", "", List.of());
}
