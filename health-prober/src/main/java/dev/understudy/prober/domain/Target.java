package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.MemberId;

/** A member and where it listens. */
public record Target(MemberId member, Address address) {}
