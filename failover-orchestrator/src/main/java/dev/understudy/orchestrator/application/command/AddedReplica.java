package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;

/** A new replica and the spec that it is in. */
public record AddedReplica(InstanceSpec spec, MemberSpec member) {}
