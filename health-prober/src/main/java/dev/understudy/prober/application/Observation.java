package dev.understudy.prober.application;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.MemberId;

/**
 * A round to be published.
 *
 * @param suspect the primary, if it is silent; else null
 */
public record Observation(InstanceObserved round, MemberId suspect) {}
