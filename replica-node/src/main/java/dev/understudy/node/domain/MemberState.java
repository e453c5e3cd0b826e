package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LeaseState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What all parts of one member's reconciliation work on. */
final class MemberState {

  private static final Duration PERSIST_AGAIN = Duration.ofMillis(200);

  final MemberIdentity id;
  final Timings timings;
  final Engine engine = new Engine();
  final Failsafe failsafe = new Failsafe();
  final Lease lease;
  final Statements statements;

  Order order = new Order.AwaitLog();
  EpochRecord record;
  Standing standing;

  private final List<Command> commands = new ArrayList<>();
  private Standing persisted;
  private Standing persisting;
  private Moment persistAgainAt;

  MemberState(MemberIdentity id, Standing standing, Timings timings, Lease lease, Moment now) {
    this.id = id;
    this.timings = timings;
    this.lease = lease;
    this.standing = standing;
    this.persisted = standing;
    this.record = new EpochRecord(Epoch.NONE, now);
    this.statements = new Statements(id);
  }

  void add(Command command) {
    commands.add(command);
  }

  List<Command> take() {
    List<Command> taken = List.copyOf(commands);
    commands.clear();
    return taken;
  }

  /** Runs the act if the engine is free for it; otherwise it is asked for again. */
  void act(Act act, Moment now) {
    if (engine.free(now)) {
      engine.begin(act, now);
      add(new Command.Run(act));
    }
  }

  /** Changes the standing; {@link #persisted} tells when it is safe. */
  void stand(Standing changed) {
    standing = changed;
    if (persisting == null && persistAgainAt == null && !persisted.equals(changed)) {
      persisting = changed;
      add(new Command.Persist(changed));
    }
  }

  void persistEnded(Standing which, boolean safe, Moment now) {
    persisting = null;
    if (safe) {
      persisted = which;
    } else {
      persistAgainAt = now.plus(PERSIST_AGAIN);
    }
  }

  /** Goes on with what could not be written before. */
  void standAgain(Moment now) {
    if (persistAgainAt != null && !now.isBefore(persistAgainAt)) {
      persistAgainAt = null;
    }
    stand(standing);
  }

  /**
   * The engine said this of itself.
   *
   * @param before what it had said last; null: nothing
   */
  void saw(EngineFacts before, EngineFacts facts) {
    statements.saw(facts);
    noteFormerRole(facts);
    if (facts.primary() || facts.parkedSince(before)) {
      stand(standing.leading(facts.replicationId(), facts.formerReplicationId()));
    }
  }

  void noteFormerRole(EngineFacts facts) {
    if (record.formerRole == null) {
      record.formerRole = facts.role();
    }
  }

  /**
   * Whether the engine is known as it is in this epoch. One that hangs may still do what it was
   * told in an earlier one, or have what it was sent then.
   */
  boolean seenInThisEpoch() {
    return !engine.acting() && engine.factsAt() != null && !engine.factsAt().isBefore(record.since);
  }

  /** Whether it is on disk that the engine's present process has joined {@code epoch}. */
  boolean joinedOnDisk(Epoch epoch) {
    return persisted.covers(epoch, engine.facts().runId());
  }

  /** Begins to write down that the engine's present process joins {@code epoch}. */
  void joining(Epoch epoch) {
    String process = engine.facts().runId();
    stand(standing.covers(epoch, process) ? standing : standing.joined(epoch, process));
  }

  /** Says that the member has joined, once that is on disk. */
  boolean sayJoined(Epoch epoch, Moment now) {
    EngineFacts facts = engine.facts();
    boolean said = record.joined && (!record.joinedLoading || facts.loading());
    if (said) {
      return true;
    }
    joining(epoch);
    if (!joinedOnDisk(epoch)) {
      return false;
    }
    record.joined = true;
    record.joinedLoading = facts.loading();
    record.joinedAt = now;
    add(new Command.Publish(statements.joined(epoch, record.formerRole, facts, standing)));
    return true;
  }

  /** What permits the member to take writes; null: it isn't the epoch's primary. */
  LeaseState leaseState(Moment now) {
    if (!(order instanceof Order.Lead)) {
      return null;
    }
    if (lease.held(now)) {
      return LeaseState.HELD;
    }
    return engine.mayWrite() && failsafe.holds(now, lease) ? LeaseState.FAILSAFE : LeaseState.NONE;
  }

  void sayFenced(FenceMethod method) {
    if (!record.fenced && !order.epoch().equals(Epoch.NONE)) {
      record.fenced = true;
      add(new Command.Publish(statements.fenced(order.epoch(), method)));
    }
  }
}
