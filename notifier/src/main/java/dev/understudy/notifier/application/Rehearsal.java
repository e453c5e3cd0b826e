package dev.understudy.notifier.application;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.Notification;
import java.time.Instant;
import java.util.List;

/** News of an instance that doesn't exist. Never sent. */
final class Rehearsal {

  private static final InstanceId INSTANCE = InstanceId.of("rehearsal");
  private static final Epoch EPOCH = Epoch.of(1);
  private static final List<Evidence> EVIDENCE = List.of(new Evidence("nobody", "nothing"));

  private Rehearsal() {}

  static Notification notification() {
    MemberId member = MemberId.of("rehearsal-1");
    InstanceJournal journal = new InstanceJournal();
    EpochOpened created =
        new EpochOpened(
            INSTANCE,
            EPOCH,
            Cause.INSTANCE_CREATED,
            null,
            null,
            null,
            List.of(member),
            List.of(),
            EVIDENCE,
            Instant.EPOCH,
            "nobody");
    FailoverBlocked blocked =
        new FailoverBlocked(
            INSTANCE,
            EPOCH,
            Cause.PRIMARY_DEAD,
            BlockReason.NO_HEALTHY_REPLICA,
            "",
            List.of(),
            EVIDENCE);
    journal.read(0, created, Instant.EPOCH);
    return journal.read(1, blocked, Instant.EPOCH).orElseThrow();
  }
}
