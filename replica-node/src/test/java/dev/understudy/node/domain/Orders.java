package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;

/** What the log may want of the member on the {@link Stage}; there are two others. */
final class Orders {

  static final MemberId ME = MemberId.of("demo-a");
  static final Address MINE = new Address("127.0.1.1", 7000);

  /** Who leads if not this one. */
  static final MemberId OTHER = MemberId.of("demo-b");

  static final Address THEIRS = new Address("127.0.1.2", 7000);

  private Orders() {}

  static Order.Join join(long epoch) {
    return new Order.Join(Epoch.of(epoch), false, false);
  }

  /** Likewise, told to the primary of the epoch before. */
  static Order.Join deposed(long epoch) {
    return new Order.Join(Epoch.of(epoch), false, true);
  }

  static Order.Lead lead(long epoch) {
    return new Order.Lead(Epoch.of(epoch), new Offset(100), MINE, Stage.LIFETIME, 2);
  }

  static Order.Follow follow(long epoch) {
    return follow(epoch, Succession.NONE);
  }

  static Order.Follow follow(long epoch, Succession succession) {
    return new Order.Follow(Epoch.of(epoch), OTHER, THEIRS, succession);
  }
}
