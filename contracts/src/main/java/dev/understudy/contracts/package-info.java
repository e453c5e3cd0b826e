/**
 * The language that the services share. Start with {@link
 * dev.understudy.contracts.decision.DecisionLedger}: the rule that makes the decision log a
 * consensus.
 */
package dev.understudy.contracts;
