package dev.understudy.orchestrator;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Instant;
import java.util.List;

/** Decisions of an instance whose two members are called after it. */
public record Decisions(InstanceId instance, Instant suspectedAt) {

  public MemberId member(int number) {
    return MemberId.of(instance + "-" + number);
  }

  /** Nobody is known to have led before. */
  public EpochOpened opened(long epoch, Cause cause) {
    return new EpochOpened(
        instance,
        Epoch.of(epoch),
        cause,
        null,
        null,
        null,
        List.of(member(1), member(2)),
        List.of(),
        List.of(),
        suspectedAt,
        "test");
  }

  /** What it costs is not known. */
  public PrimaryElected elected(long epoch, MemberId member) {
    return new PrimaryElected(
        instance,
        Epoch.of(epoch),
        member,
        Offset.ZERO,
        new Address("127.0.1.1", 6379),
        45_000,
        null,
        List.of());
  }
}
