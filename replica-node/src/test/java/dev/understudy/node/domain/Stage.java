package dev.understudy.node.domain;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One member with one engine, on a clock that only moves when told. */
final class Stage {

  static final Duration LIFETIME = Duration.ofMillis(900);

  /** Time enough for the member to look at its engine. */
  static final Duration SHORT = Duration.ofMillis(50);

  static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          1024,
          Duration.ofSeconds(3));

  final Facts engine = new Facts();
  final List<MemberEvent> said = new ArrayList<>();
  final List<MemberReported> reports = new ArrayList<>();
  final List<Act> acts = new ArrayList<>();

  /** Both of them, in order. */
  final List<Object> deeds = new ArrayList<>();

  final List<String> renewals = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final List<SalvageStep> steps = new ArrayList<>();
  Standing disk;

  /** What comes of putting a snapshot aside; null: no answer. */
  Kept kept = Kept.at("/salvage/demo-a-epoch-1.rdb");

  /** What comes of comparing keys; null: no answer. */
  Comparison comparison = Comparison.of(7);

  Member member;
  boolean hung;

  /** A script blocks it: it answers so at once, and does nothing. */
  boolean busy;

  boolean diskFull;
  boolean busOut;
  int answering;
  int starts;
  int kills;
  private final List<Asked> waiting = new ArrayList<>();
  private boolean running;
  private long millis;
  private int renewal;
  private int process;

  private record Asked(Act act, Moment at) {}

  Stage() {
    this(Standing.NEW);
  }

  Stage(Standing disk) {
    this.disk = disk;
    this.member = newMember();
  }

  /** The node's process is another one; the engine goes on. */
  void restartNode() {
    waiting.clear();
    member = newMember();
    member.adopted(now());
    member.connected(now());
    settle();
  }

  /** As before, but the log is read before the engine answers. */
  void restartNodeThen(Order order) {
    waiting.clear();
    member = newMember();
    member.adopted(now());
    member.order(order, now());
    member.connected(now());
    settle();
  }

  private Member newMember() {
    return new Member(
        new MemberIdentity(InstanceId.of("demo"), Orders.ME, NodeId.of("node-a")),
        disk,
        TIMINGS,
        LIFETIME,
        () -> "renewal-" + renewal++,
        now());
  }

  Moment now() {
    return new Moment(Duration.ofMillis(millis).toNanos());
  }

  void order(Order order) {
    member.order(order, now());
    settle();
  }

  /** The member is the first primary. */
  void leadEpochOne() {
    settle();
    order(Orders.join(1));
    order(Orders.lead(1));
  }

  /** The member is a replica of the first primary, and its link is up. */
  void followEpochOne() {
    settle();
    order(Orders.join(1));
    order(Orders.follow(1));
    engine.linkUp = true;
    pass(SHORT);
  }

  /** Time goes by in steps of 10 ms. */
  void pass(Duration time) {
    long end = millis + time.toMillis();
    while (millis < end) {
      millis += 10;
      settle();
    }
  }

  boolean onFailsafe() {
    return member.onFailsafe(now());
  }

  void crash() {
    if (!running) {
      return;
    }
    running = false;
    hung = false;
    busy = false;
    waiting.clear();
    engine.held = false;
    engine.upstream = Parking.ADDRESS;
    engine.linkUp = false;
    engine.runId = "run-" + (2 + process++);
    member.exited(137, now());
    settle();
  }

  /** Does what the member wants until it wants nothing more at this moment. */
  void settle() {
    List<Command> commands = member.next(now());
    int rounds = 0;
    while (!commands.isEmpty()) {
      if (rounds++ > 100) {
        throw new AssertionError("no end to " + commands);
      }
      commands.forEach(this::execute);
      commands = member.next(now());
    }
  }

  private void execute(Command command) {
    if (command instanceof Command.Start) {
      starts++;
      running = true;
      hung = false;
      member.started(now());
      member.connected(now());
    } else if (command instanceof Command.Kill) {
      kills++;
      crash();
    } else if (command instanceof Command.Run run) {
      run(run.act());
    } else if (command instanceof Command.Persist persist) {
      disk = diskFull ? disk : persist.standing();
      member.persisted(persist.standing(), !diskFull, now());
    } else if (command instanceof Command.Publish publish) {
      said.add(publish.event());
      deeds.add(publish.event());
    } else if (command instanceof Command.Report report) {
      reports.add(report.event());
    } else if (command instanceof Command.Renew renew) {
      renewals.add(renew.renewal().renewal());
      if (!busOut) {
        member.leaseReadBack(renew.renewal().renewal(), now());
      }
    } else if (command instanceof Command.Salvage salvage) {
      salvage(salvage.step());
    } else if (command instanceof Command.Warn warn) {
      warnings.add(warn.text());
    }
  }

  private void salvage(SalvageStep step) {
    steps.add(step);
    if (step instanceof SalvageStep.Keep && kept != null) {
      member.kept(kept);
    } else if (step instanceof SalvageStep.Compare && comparison != null) {
      member.compared(comparison);
    }
  }

  private void run(Act act) {
    if (!(act instanceof Act.Look)) {
      acts.add(act);
      deeds.add(act);
    }
    waiting.add(new Asked(act, now()));
    if (!hung) {
      answer();
    }
  }

  private void answer() {
    List<Asked> all = List.copyOf(waiting);
    waiting.clear();
    for (Asked asked : all) {
      if (busy) {
        member.busy(asked.act(), asked.at(), now());
        continue;
      }
      engine.obey(asked.act());
      member.answered(asked.act(), engine.get(), answering, asked.at());
    }
  }

  /** A stopped process goes on, and does what it was asked meanwhile. */
  void goOn() {
    hung = false;
    answer();
    settle();
  }

  <E extends MemberEvent> List<E> said(Class<E> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  boolean running() {
    return running;
  }

  /** Writing, and neither stopped nor told to let writes wait. */
  boolean takesWrites() {
    return writing() && !hung && !engine.held;
  }

  boolean writing() {
    return running && engine.upstream == null;
  }
}
