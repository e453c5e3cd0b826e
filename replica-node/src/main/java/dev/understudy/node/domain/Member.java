package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberReported;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One member: compares what the log wants ({@link Order}) with what its engine says of itself
 * ({@link EngineFacts}) and answers with {@link Command}s, again and again. Level-triggered:
 * nothing hangs on a single message or answer, so a crash between any two commands does no harm.
 * Not safe for use by several threads.
 *
 * <pre>
 *            | no process              | replica                      | primary
 * AwaitLog   | start, parked           | –                            | let writes wait
 * StandBy    | start, parked           | cut upstream                 | park
 * Join       | start; NOT_RUNNING      | cut upstream; JOINED         | park, else kill; FENCED, JOINED
 *   planned  | start; NOT_RUNNING      | JOINED                       | let writes wait; FENCED, JOINED
 * Lead       | start, parked           | promote if leased; PROMOTED  | renew lease, else park; FENCED
 * Follow     | start, parked           | follow; JOINED, FOLLOWING    | park; FENCED
 *   diverged |                         | save, compare; QUARANTINED   |
 * </pre>
 */
public final class Member {

  private static final Duration QUICK_FOLLOW = Duration.ofSeconds(10);

  private final MemberState state;
  private final Engine engine;
  private final Restarts restarts;
  private final SnapshotPlan snapshots;
  private final ReportPlan reports = new ReportPlan();
  private final Joining joining;
  private final Leading leading;
  private final Following following;
  private final Quarantine quarantine;
  private final Fencing fencing;
  private final FailsafeTale failsafeTale;
  private final Limits limits = new Limits();
  private boolean starting;

  /**
   * A member that is new to this process of the node.
   *
   * @param leaseLifetime the instance's failover timeout
   * @param renewalIds each unique
   */
  public Member(
      MemberIdentity id,
      Standing standing,
      Timings timings,
      Duration leaseLifetime,
      Supplier<String> renewalIds,
      Moment now) {
    this.state = new MemberState(id, standing, timings, new Lease(leaseLifetime), now);
    this.engine = state.engine;
    this.restarts = new Restarts(timings);
    this.snapshots = new SnapshotPlan(timings);
    this.joining = new Joining(state);
    this.leading = new Leading(state, renewalIds);
    this.quarantine = new Quarantine(state);
    this.following = new Following(state, quarantine);
    this.fencing = new Fencing(state, leading);
    this.failsafeTale = new FailsafeTale(state);
  }

  /** The instance's settings changed. */
  public void settings(Duration leaseLifetime, Tuning wanted) {
    state.lease.lifetime(leaseLifetime);
    limits.want(leaseLifetime, wanted);
  }

  /** The log says something else. An order from a lower epoch than the one joined is refused. */
  public void order(Order order, Moment now) {
    boolean older = state.standing.epoch().isAfter(order.epoch());
    if (older && !(order instanceof Order.AwaitLog)) {
      state.add(
          new Command.Warn(
              "the log is in epoch "
                  + order.epoch()
                  + ", but epoch "
                  + state.standing.epoch()
                  + " was joined: has the log lost its end?"));
      order(new Order.StandBy(state.standing.epoch()), now);
      return;
    }
    boolean led = state.order instanceof Order.Lead;
    if (!order.epoch().equals(state.record.epoch)) {
      state.record = new EpochRecord(order.epoch(), now);
      state.lease.drop();
      state.failsafe.reset();
      led = false;
    }
    if (order instanceof Order.Lead lead && !led) {
      state.lease.elected(state.record.joinedAt, lead.lease());
    }
    state.order = order;
  }

  /** A renewal of the lease that counts was read from the log. */
  public void leaseReadBack(String renewal, Moment now) {
    state.lease.readBack(renewal, now);
  }

  public void started(Moment now) {
    starting = false;
    limits.started();
    restarts.started(now);
    engine.started(now);
  }

  /** A process of an earlier run of the node was found. */
  public void adopted(Moment now) {
    restarts.started(now);
    engine.adopted(now);
  }

  public void startFailed(Moment now) {
    starting = false;
    restarts.exited(now);
  }

  public void connected(Moment now) {
    engine.connected(now);
  }

  public void disconnected(Moment now) {
    engine.disconnected(now);
  }

  public void exited(int exitCode, Moment now) {
    boolean killed = engine.beingKilled();
    engine.exited();
    restarts.exited(now);
    snapshots.reset();
    quarantine.exited();
    state.record.forgetProcess();
    state.add(new Command.Publish(state.statements.exited(state.standing.epoch(), exitCode)));
    if (killed) {
      state.sayFenced(FenceMethod.KILLED);
    }
  }

  /**
   * The engine has done something.
   *
   * @param acknowledged replicas that answered {@link Act.AskReplicas}
   * @param asked when it was asked
   */
  public void answered(Act act, EngineFacts facts, int acknowledged, Moment asked) {
    if (act instanceof Act.AskReplicas ask) {
      state.failsafe.answered(asked, acknowledged, ask.expected());
    }
    limits.answered(act);
    if (act instanceof Act.Snapshot) {
      quarantine.saving();
    }
    if (state.order instanceof Order.Lead lead) {
      state.failsafe.attached(facts.attachedReplicas(), lead.others());
    }
    if (engine.cameUpEmpty(facts)) {
      state.stand(state.standing.emptied());
    }
    EngineFacts before = engine.facts();
    engine.answered(act, facts, asked);
    state.saw(before, facts);
  }

  public void failed(Act act, String reason, Moment now) {
    engine.failed(act, now);
    if (act instanceof Act.Snapshot) {
      snapshots.refused();
      quarantine.refused(reason);
    }
    if (!(act instanceof Act.Look)) {
      state.add(new Command.Warn(act + " failed: " + reason));
    }
  }

  /**
   * The engine has answered that a script blocks it.
   *
   * @param asked when it was asked
   */
  public void busy(Act act, Moment asked, Moment now) {
    engine.busy(act, asked, now);
    if (act instanceof Act.Snapshot) {
      snapshots.refused();
    }
  }

  /** The snapshot was put aside, or not. */
  public void kept(Kept kept) {
    quarantine.kept(kept);
  }

  /** The keys were compared, or not. */
  public void compared(Comparison comparison) {
    quarantine.compared(comparison);
  }

  public void persisted(Standing standing, boolean safe, Moment now) {
    state.persistEnded(standing, safe, now);
  }

  /** What to do now. To be asked after everything that happens, and every few milliseconds. */
  public List<Command> next(Moment now) {
    if (!engine.running()) {
      start(now);
    } else if (engine.known()) {
      state.noteFormerRole(engine.facts());
      reconcile(now);
      upkeep(now);
      report(now);
    }
    state.standAgain(now);
    if (engine.running()) {
      look(now);
      fencing.reconcile(now);
    }
    fencing.sayNotRunning();
    failsafeTale.tell(now);
    return state.take();
  }

  /** Whether it should be asked every few milliseconds. */
  public boolean hurried(Moment now) {
    boolean planned = state.order instanceof Order.Join join && join.planned();
    boolean toFollow =
        state.order instanceof Order.Follow
            && !state.record.following
            && !now.isAtLeast(QUICK_FOLLOW, state.record.since);
    boolean unsettled = !engine.known() || engine.acting() || engine.facts().loading();
    return planned || toFollow || onFailsafe(now) || engine.running() && unsettled;
  }

  /** Whether it may take writes only because all replicas are attached to it. */
  public boolean onFailsafe(Moment now) {
    return state.leaseState(now) == LeaseState.FAILSAFE;
  }

  public MemberIdentity id() {
    return state.id;
  }

  /** The epoch it has joined. */
  public Epoch epoch() {
    return state.standing.epoch();
  }

  /** Zero if it holds none. */
  public Duration leaseRemaining(Moment now) {
    return state.lease.remaining(now);
  }

  public Duration leaseLifetime() {
    return state.lease.lifetime();
  }

  private void start(Moment now) {
    if (!starting && restarts.due(now)) {
      starting = true;
      state.add(new Command.Start());
    }
  }

  private void reconcile(Moment now) {
    EngineFacts facts = engine.facts();
    if (state.order instanceof Order.AwaitLog) {
      if (facts.primary() && engine.holdExpiring(now)) {
        state.act(new Act.HoldWrites(), now);
      }
    } else if (state.order instanceof Order.StandBy) {
      if (facts.primary()) {
        state.act(new Act.Park(), now);
      } else if (!facts.parked()) {
        state.act(new Act.CutUpstream(), now);
      }
    } else if (state.order instanceof Order.Join join) {
      joining.reconcile(join, now);
    } else if (state.order instanceof Order.Lead lead) {
      leading.reconcile(lead, now);
    } else if (state.order instanceof Order.Follow follow) {
      following.reconcile(follow, now);
    }
  }

  private void upkeep(Moment now) {
    EngineFacts facts = engine.facts();
    if (!facts.loading()) {
      limits.due().ifPresent(act -> state.act(act, now));
    }
    if (engine.free(now) && !engine.held(now) && snapshots.due(facts, now)) {
      snapshots.taken(facts, now);
      state.act(new Act.Snapshot(), now);
    }
  }

  private void look(Moment now) {
    if (!engine.connected() || engine.looking()) {
      return;
    }
    Moment last = engine.answeredAt();
    boolean unseen = last == null || !engine.busy() && last.isBefore(state.record.since);
    Duration pause = hurried(now) ? Timings.QUICK_LOOK : Timings.LOOK;
    if (unseen || now.isAtLeast(pause, last)) {
      Act look = new Act.Look();
      engine.begin(look, now);
      state.add(new Command.Run(look));
    }
  }

  private void report(Moment now) {
    boolean responsive = !engine.silentFor(state.timings.answer(), now);
    MemberReported report =
        state.statements.reported(
            engine.facts(), state.standing, responsive, state.leaseState(now));
    boolean awaited = state.order instanceof Order.Join join && join.planned();
    if (reports.due(report, awaited, now)) {
      reports.reported(report, now);
      state.add(new Command.Report(report));
    }
  }
}
