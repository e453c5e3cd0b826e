package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a member's part in a failover with an imagined engine. A Java process is slow at what it
 * does for the first time, and a failover is no time for that.
 */
public final class Rehearsal {

  private static final Address HERE = new Address("127.0.0.1", 2);
  private static final Address THERE = new Address("127.0.0.1", 3);
  private static final Duration LIFETIME = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(200);

  private final List<MemberEvent> said = new ArrayList<>();
  private final Member member;
  private Moment now = new Moment(0);
  private Address upstream = Parking.ADDRESS;

  private Rehearsal(Timings timings) {
    MemberIdentity nobody =
        new MemberIdentity(InstanceId.of("nobody"), MemberId.of("nobody"), NodeId.of("nobody"));
    member = new Member(nobody, Standing.NEW, timings, LIFETIME, () -> "none", now);
  }

  /** Everything that such a member says. */
  public static List<MemberEvent> play(Timings timings) {
    Rehearsal rehearsal = new Rehearsal(timings);
    rehearsal.play();
    return rehearsal.said;
  }

  private void play() {
    member.started(now);
    member.connected(now);
    step(new Order.Join(Epoch.of(1), false, false));
    step(new Order.Lead(Epoch.of(1), Offset.ZERO, HERE, LIFETIME, 1));
    step(new Order.Join(Epoch.of(2), true, true));
    step(new Order.Follow(Epoch.of(2), MemberId.of("another"), THERE, Succession.NONE));
    step(new Order.Join(Epoch.of(3), false, false));
    member.exited(0, now);
    settle();
  }

  private void step(Order order) {
    member.order(order, now);
    for (int i = 0; i < 5; i++) {
      settle();
      now = now.plus(STEP);
    }
  }

  private void settle() {
    for (Command command : member.next(now)) {
      if (command instanceof Command.Run run) {
        obey(run.act());
        member.answered(run.act(), facts(), 1, now);
      } else if (command instanceof Command.Persist persist) {
        member.persisted(persist.standing(), true, now);
      } else if (command instanceof Command.Renew renew) {
        member.leaseReadBack(renew.renewal().renewal(), now);
      } else if (command instanceof Command.Publish publish) {
        said.add(publish.event());
      } else if (command instanceof Command.Report report) {
        said.add(report.event());
      }
    }
  }

  private void obey(Act act) {
    if (act instanceof Act.Promote) {
      upstream = null;
    } else if (act instanceof Act.FollowPrimary follow) {
      upstream = follow.address();
    } else if (act instanceof Act.CutUpstream) {
      upstream = Parking.ADDRESS;
    }
  }

  private EngineFacts facts() {
    boolean primary = upstream == null;
    return new EngineFacts(
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        "none",
        "none",
        "none",
        Offset.ZERO,
        Optional.ofNullable(upstream),
        primary ? LinkState.NONE : LinkState.UP,
        Duration.ZERO,
        false,
        0,
        1,
        0,
        0,
        1,
        false,
        false,
        0);
  }
}
