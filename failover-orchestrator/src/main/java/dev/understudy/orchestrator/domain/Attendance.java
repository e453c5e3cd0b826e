package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.MemberSpec;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Who has joined an open epoch, and whether others are still waited for.
 *
 * @param since when the epoch was read from the log
 */
record Attendance(Situation situation, Moment since) {

  /**
   * Whether nobody is waited for any longer. Everybody was heard to the end of the window then:
   * whoever seems alive and hasn't joined has said something else since. A join that is read late
   * must not be taken for none. A planned change that takes too long is given up in any case.
   */
  boolean isWindowOver() {
    Duration window = window();
    if (situation.opened().cause().planned()) {
      return situation.isOver(window, since);
    }
    Moment end = since.plus(window);
    return situation.isHeardOut(window, since)
        && missing()
            .filter(this::seemsAlive)
            .allMatch(member -> situation.member(member).reportedAfter(end));
  }

  private Duration window() {
    return switch (situation.opened().cause()) {
      case INSTANCE_CREATED -> situation.timing().creationWindow();
      case SWITCHOVER -> situation.timing().switchoverTimeout();
      default -> situation.timing().joinWindow();
    };
  }

  /** Whether everybody has joined but who seems dead, if that can be told. */
  boolean isComplete() {
    boolean creating = situation.opened().cause() == Cause.INSTANCE_CREATED;
    boolean unheard = situation.facts().hearing().isBehind(situation);
    return missing().noneMatch(member -> creating || unheard || seemsAlive(member));
  }

  /** In a planned change the old primary joins too. */
  private Stream<MemberId> missing() {
    EpochOpened opened = situation.opened();
    return situation.facts().epochMembers().stream()
        .map(MemberSpec::member)
        .filter(member -> !member.equals(opened.deposed()) || opened.cause().planned())
        .filter(member -> !opened.excluded().contains(member))
        .filter(member -> situation.member(member).standing(opened.epoch()).isEmpty());
  }

  private boolean seemsAlive(MemberId member) {
    return situation.facts().isNodeAlive(member, situation)
        && situation.member(member).isResponsive(situation);
  }
}
