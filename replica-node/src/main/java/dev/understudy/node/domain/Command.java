package dev.understudy.node.domain;

import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;

/** What a member wants done. May be lost in a crash at any time: it is asked for again. */
public sealed interface Command {

  /** Start the process, parked. */
  record Start() implements Command {}

  /** End the process with SIGKILL; it may be stopped or hang. */
  record Kill(String why) implements Command {}

  /** Answered through {@link Member#answered} or {@link Member#failed}. */
  record Run(Act act) implements Command {}

  /** Answered through {@link Member#persisted}. */
  record Persist(Standing standing) implements Command {}

  /** A step of a quarantine. */
  record Salvage(SalvageStep step) implements Command {}

  /** Publish; repeat until the bus has it. */
  record Publish(MemberEvent event) implements Command {}

  /** Publish, or forget it: the next one says it again. */
  record Report(MemberReported event) implements Command {}

  /** Append to the decision log, once. */
  record Renew(LeaseRenewed renewal) implements Command {}

  /** Tell an operator. */
  record Warn(String text) implements Command {}
}
