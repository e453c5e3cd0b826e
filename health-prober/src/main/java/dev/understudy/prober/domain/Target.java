package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;

/**
 * A member and where it listens.
 *
 * @param region its node's
 * @param zone its node's
 */
public record Target(
    InstanceId instance, MemberId member, Address address, String region, String zone) {}
