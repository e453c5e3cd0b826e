package dev.understudy.prober.domain;

import dev.understudy.contracts.member.MemberRole;

/**
 * What is shown of a member after a round.
 *
 * @param vitals null if it didn't answer INFO
 * @param lagBytes null if it can't be told
 * @param lagMillis null if it can't be told
 */
public record MemberReading(MemberRole role, Vitals vitals, Long lagBytes, Long lagMillis) {}
