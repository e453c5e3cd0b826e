package dev.understudy.node.domain;

import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Duration;
import java.util.List;

/** What the decision log wants of a member now. */
public sealed interface Order {

  Epoch epoch();

  /** The log hasn't been read to its end yet: nobody is promoted, nobody writes. */
  record AwaitLog() implements Order {
    @Override
    public Epoch epoch() {
      return Epoch.NONE;
    }
  }

  /** There is no epoch that the member belongs to: it waits, parked. */
  record StandBy(Epoch epoch) implements Order {}

  /**
   * An epoch is open and has no primary yet: leave the one before and say where you stand.
   *
   * @param planned the old primary lives and waits to be caught up with
   * @param deposed whether the member is the old primary
   */
  record Join(Epoch epoch, boolean planned, boolean deposed) implements Order {}

  /**
   * The member is the epoch's primary.
   *
   * @param offset where it joined: whatever has less is not the dataset that was elected
   * @param lease the lifetime of its first lease
   * @param others how many other members the epoch has
   */
  record Lead(Epoch epoch, Offset offset, Address address, Duration lease, int others)
      implements Order {}

  /**
   * Another member is the epoch's primary.
   *
   * @param succession all elections up to this one
   */
  record Follow(Epoch epoch, MemberId primary, Address address, Succession succession)
      implements Order {}

  /** The order for {@code member} in a log that was read to its end. */
  static Order of(DecisionLedger ledger, Succession succession, MemberId member) {
    List<MemberId> members = ledger.members();
    if (ledger.opened().isEmpty() || !members.contains(member)) {
      return new StandBy(ledger.epoch());
    }
    EpochOpened opened = ledger.opened().get();
    if (ledger.elected().isEmpty()) {
      return new Join(opened.epoch(), opened.cause().planned(), member.equals(opened.deposed()));
    }
    PrimaryElected elected = ledger.elected().get();
    if (elected.member().equals(member)) {
      return new Lead(
          elected.epoch(),
          elected.offset(),
          elected.address(),
          Duration.ofMillis(elected.leaseMillis()),
          members.size() - 1);
    }
    return new Follow(elected.epoch(), elected.member(), elected.address(), succession);
  }
}
