package dev.understudy.localstack.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one run measured; null: it didn't happen. Times are in milliseconds from the moment of the
 * fault, but for the outages.
 *
 * @param outageMillis from the last acknowledged write before to the first one after, at the
 *     address that DNS gives then; for a switchover the longest time between two acknowledged
 *     writes
 * @param ledgerOutageMillis the same in {@code EpochClosed}, as the probers saw it, exact to a
 *     probe interval at either end
 * @param ledgerLossBytes lost by what {@code EpochClosed} says; null also if it says "unknown"
 * @param ledgerDeposedOffset the last offset known of the old primary
 * @param ledgerPromotedOffset where the new primary stood when it was elected
 * @param detectMillis {@code EpochOpened}
 * @param electMillis {@code PrimaryElected}
 * @param promoteMillis {@code MemberPromoted}
 * @param dnsMillis {@code EndpointPublished} of the primary's name
 * @param mailMillis arrival of the mail that says it is completed
 * @param webhookMillis arrival of the webhook that says it is completed
 * @param writesLost acknowledged, and not there when the instance is whole again
 * @param fullResyncs full copies until the instance is whole again, the old primary's included
 * @param partialResyncs the same of partial resyncs
 */
@JsonPropertyOrder({
  "outageMillis",
  "ledgerOutageMillis",
  "detectMillis",
  "electMillis",
  "promoteMillis",
  "dnsMillis",
  "mailMillis",
  "webhookMillis",
  "writesAcknowledged",
  "writesLost",
  "ledgerLossBytes",
  "ledgerDeposedOffset",
  "ledgerPromotedOffset",
  "fullResyncs",
  "partialResyncs",
  "primaryBefore",
  "primaryAfter",
  "dnsBefore",
  "dnsAfter"
})
public record RunFigures(
    Long outageMillis,
    Long ledgerOutageMillis,
    Long detectMillis,
    Long electMillis,
    Long promoteMillis,
    Long dnsMillis,
    Long mailMillis,
    Long webhookMillis,
    Long writesAcknowledged,
    Long writesLost,
    Long ledgerLossBytes,
    Long ledgerDeposedOffset,
    Long ledgerPromotedOffset,
    Long fullResyncs,
    Long partialResyncs,
    String primaryBefore,
    String primaryAfter,
    String dnsBefore,
    String dnsAfter) {}
