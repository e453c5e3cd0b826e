package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.LeaseState;

/**
 * Tells of the times in which the member takes writes without a lease: in the log when one begins,
 * as the bus is away then, and on the bus when it is over.
 */
final class FailsafeTale {

  private final MemberState state;
  private Epoch epoch;
  private Moment since;

  FailsafeTale(MemberState state) {
    this.state = state;
  }

  void tell(Moment now) {
    LeaseState lease = state.leaseState(now);
    boolean failsafe = lease == LeaseState.FAILSAFE;
    if (failsafe && since == null) {
      begin(now);
    } else if (!failsafe && since != null) {
      end(lease == LeaseState.HELD ? LeaseState.HELD : LeaseState.NONE, now);
    }
  }

  private void begin(Moment now) {
    since = now;
    epoch = state.order.epoch();
    state.add(
        new Command.Warn(
            "the bus is out of reach and the lease has ended; as all replicas are attached, writing"
                + " goes on"));
  }

  private void end(LeaseState lease, Moment now) {
    state.add(new Command.Publish(state.statements.failsafeEnded(epoch, now.since(since), lease)));
    state.add(new Command.Warn("writing goes on without a lease no longer"));
    since = null;
  }
}
