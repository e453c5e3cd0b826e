package dev.understudy.localstack.chaos.history;

/**
 * What a closed epoch says about the writes that its change of primary cost.
 *
 * @param bytes null if it says that this is unknown
 */
public record LossReport(long epoch, Long bytes) {}
