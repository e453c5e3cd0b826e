package dev.understudy.contracts.decision;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One instance's decision log, read in order: says which records count. Every service reads the log
 * through this class, so all agree whatever the writers did.
 *
 * <ul>
 *   <li>{@code EpochOpened(e)} counts if e follows the current epoch directly.
 *   <li>Everything else counts only in the current epoch, and only once: {@code PrimaryElected} and
 *       {@code EpochClosed} once, {@code FailoverBlocked} once per reason, {@code
 *       MembershipChanged} with a higher revision than before.
 *   <li>{@code LeaseRenewed} counts if it comes from the member elected in the current epoch.
 * </ul>
 *
 * Not safe for use by several threads.
 */
public final class DecisionLedger {

  private long lastOffset = -1;
  private EpochOpened opened;
  private PrimaryElected elected;
  private EpochClosed closed;
  private List<MemberId> members = List.of();
  private long membersRevision = -1;
  private boolean acknowledged;
  private final Set<BlockReason> blocked = EnumSet.noneOf(BlockReason.class);

  /**
   * Reads the next record.
   *
   * @param offset its position in the log's partition
   */
  public Verdict read(long offset, Decision decision) {
    if (offset <= lastOffset) {
      return Verdict.ALREADY_READ;
    }
    lastOffset = offset;
    return counts(decision) ? Verdict.COUNTS : Verdict.VOID;
  }

  private boolean counts(Decision decision) {
    if (decision instanceof EpochOpened next) {
      return open(next);
    }
    if (!decision.epoch().equals(epoch()) || opened == null) {
      return false;
    }
    if (decision instanceof PrimaryElected election) {
      return elect(election);
    }
    if (decision instanceof EpochClosed closing) {
      boolean first = closed == null;
      closed = first ? closing : closed;
      return first;
    }
    if (decision instanceof FailoverBlocked block) {
      return blocked.add(block.reason());
    }
    if (decision instanceof MembershipChanged change) {
      return changeMembers(change);
    }
    if (decision instanceof FailoverAcknowledged) {
      boolean first = !acknowledged;
      acknowledged = true;
      return first;
    }
    LeaseRenewed renewal = (LeaseRenewed) decision;
    return elected != null && elected.member().equals(renewal.member());
  }

  private boolean open(EpochOpened next) {
    if (!next.epoch().equals(epoch().next())) {
      return false;
    }
    opened = next;
    members = next.members();
    elected = null;
    closed = null;
    acknowledged = false;
    blocked.clear();
    return true;
  }

  private boolean elect(PrimaryElected election) {
    if (elected != null || !members.contains(election.member())) {
      return false;
    }
    elected = election;
    return true;
  }

  private boolean changeMembers(MembershipChanged change) {
    if (change.revision() <= membersRevision) {
      return false;
    }
    membersRevision = change.revision();
    members = change.members();
    return true;
  }

  /** The current epoch; {@link Epoch#NONE} before the first. */
  public Epoch epoch() {
    return opened == null ? Epoch.NONE : opened.epoch();
  }

  public Optional<EpochOpened> opened() {
    return Optional.ofNullable(opened);
  }

  /** The election of the current epoch. */
  public Optional<PrimaryElected> elected() {
    return Optional.ofNullable(elected);
  }

  /** The end of the current epoch's change of primary. */
  public Optional<EpochClosed> closed() {
    return Optional.ofNullable(closed);
  }

  /** Who belongs to the current epoch. */
  public List<MemberId> members() {
    return members;
  }

  /** The revision of the last {@code MembershipChanged} that counted; -1 before the first. */
  public long membersRevision() {
    return membersRevision;
  }

  public boolean acknowledged() {
    return acknowledged;
  }

  /** Whether a block of the current epoch with this reason is on record. */
  public boolean blockedBy(BlockReason reason) {
    return blocked.contains(reason);
  }

  /** The last position read; -1 before the first. */
  public long lastOffset() {
    return lastOffset;
  }
}
