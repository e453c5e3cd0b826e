package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.DEMO;
import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.util.List;

/**
 * It writes to the log that the core under test reads: what it decides, and what people ask for.
 */
final class AnotherOrchestrator {

  private static final String OPERATOR = "ops";
  private static final String ITSELF = "another";

  private final Stage stage;

  AnotherOrchestrator(Stage stage) {
    this.stage = stage;
  }

  /** It takes {@link DemoInstance#ONE} for lost. */
  void opens(Cause cause) {
    opens(cause, null);
  }

  /**
   * It takes {@link DemoInstance#ONE} for lost.
   *
   * @param deposedOffset the last that it knows of it
   */
  void opens(Cause cause, Offset deposedOffset) {
    open(cause, ONE, deposedOffset, null, MEMBERS, ITSELF);
  }

  /** An operator asks for {@link DemoInstance#THREE} instead of {@link DemoInstance#ONE}. */
  void isAskedToOpen(Cause cause) {
    open(cause, ONE, null, THREE, MEMBERS, OPERATOR);
  }

  /** An operator wants another primary, at any price. */
  void isAskedToForce(MemberId from, MemberId to) {
    open(Cause.FORCED, from, null, to, MEMBERS, OPERATOR);
  }

  /** It knows the instance as a new one. */
  void creates(List<MemberId> members) {
    open(Cause.INSTANCE_CREATED, null, null, null, members, ITSELF);
  }

  private void open(
      Cause cause,
      MemberId deposed,
      Offset deposedOffset,
      MemberId target,
      List<MemberId> members,
      String openedBy) {
    stage.append(
        new EpochOpened(
            DEMO,
            stage.epoch().next(),
            cause,
            deposed,
            deposedOffset,
            target,
            members,
            List.of(),
            List.of(),
            stage.now().wall(),
            openedBy));
  }

  /** It lets nobody lead, and has its reason. */
  void blocks(Cause cause, BlockReason reason) {
    stage.append(
        new FailoverBlocked(DEMO, stage.epoch(), cause, reason, "it knows", List.of(), List.of()));
  }

  void elects(MemberId member, Offset offset) {
    stage.append(
        new PrimaryElected(
            DEMO,
            stage.epoch(),
            member,
            offset,
            new Address("127.0.0.1", 6379),
            stage.leaseMillis(),
            0L,
            List.of()));
  }

  /** It brings a switchover to its end. */
  void switchesOver(MemberId from, MemberId to, Offset offset) {
    elects(to, offset);
    stage.append(
        new EpochClosed(
            DEMO,
            stage.epoch(),
            Cause.SWITCHOVER,
            EpochOutcome.COMPLETED,
            from,
            to,
            offset,
            offset,
            0L,
            null,
            new Timeline(null, null, null, null, null, null, stage.now().wall()),
            List.of()));
  }

  /** An operator has seen what happened, and lets failovers go on. */
  void isToldThatItWasSeen() {
    stage.append(new FailoverAcknowledged(DEMO, stage.epoch(), OPERATOR));
  }
}
