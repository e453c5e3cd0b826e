package dev.understudy.contracts.decision;

/**
 * One statement that a decision rests on.
 *
 * @param source who said it, e.g. {@code vantage a} or {@code node b}
 * @param statement what it said, in words
 */
public record Evidence(String source, String statement) {}
