package dev.understudy.node.application;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.domain.Order;
import dev.understudy.node.domain.Succession;
import dev.understudy.node.domain.Timings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * All members of this node, and what it has read. Every method is called on the core's thread.
 *
 * <p>Specs and decisions come from different topics, in any order between them.
 */
public final class Node {

  private static final Logger LOG = Logger.getLogger(Node.class);

  /** How often members are asked while nothing is awaited. */
  private static final Duration TICK = Duration.ofMillis(50);

  private final Hosting hosting;
  private final Core core;
  private final Recruiter recruiter;
  private final Replication replication;
  private final Map<InstanceId, DecisionLedger> ledgers = new HashMap<>();
  private final Map<InstanceId, Succession> successions = new HashMap<>();
  private final Map<InstanceId, InstanceSpec> specs = new HashMap<>();
  private final Map<InstanceId, MemberRunner> runners = new HashMap<>();
  private final Set<InstanceId> busy = new HashSet<>();
  private boolean logRead;
  private boolean stopping;
  private Future<?> nextTick;
  private boolean quickTick;

  public Node(Hosting hosting, Core core, Recruiter recruiter, Replication replication) {
    this.hosting = hosting;
    this.core = core;
    this.recruiter = recruiter;
    this.replication = replication;
  }

  /** Begins to ask the members what to do. */
  public void start() {
    tick();
  }

  /** The sum of the members' {@code maxmemory}. */
  public long reservedBytes() {
    return runners.values().stream().mapToLong(runner -> runner.settings().maxMemoryBytes()).sum();
  }

  /** An instance is wanted like this. */
  public void wanted(InstanceSpec spec) {
    if (spec.supersedes(specs.get(spec.instance()))) {
      specs.put(spec.instance(), spec);
      settle(spec.instance());
    }
  }

  /** An instance is not wanted any more. */
  public void unwanted(InstanceId instance) {
    specs.remove(instance);
    settle(instance);
  }

  /** A record of the decision log. */
  public void decided(long offset, Decision decision) {
    DecisionLedger ledger =
        ledgers.computeIfAbsent(decision.instance(), instance -> new DecisionLedger());
    if (ledger.read(offset, decision) != Verdict.COUNTS) {
      return;
    }
    if (decision instanceof PrimaryElected elected) {
      boolean forced = ledger.opened().filter(o -> o.cause() == Cause.FORCED).isPresent();
      successions.merge(
          elected.instance(),
          Succession.NONE.plus(elected, forced),
          (before, first) -> before.plus(elected, forced));
    }
    MemberRunner runner = runners.get(decision.instance());
    if (runner == null) {
      return;
    }
    if (decision instanceof LeaseRenewed renewal) {
      runner.leaseReadBack(renewal.renewal());
    } else if (logRead) {
      runner.order(orderFor(runner.settings().id()));
    }
  }

  /** Both topics have been read to where they ended when this process began. */
  public void logRead() {
    logRead = true;
    LOG.info("the decision log was read to its end");
    runners.values().forEach(runner -> runner.order(orderFor(runner.settings().id())));
    recruiter.dismissStrays(specs.keySet());
  }

  public boolean hasReadLog() {
    return logRead;
  }

  /** Brings what runs for an instance in line with its spec, one step at a time. */
  private void settle(InstanceId instance) {
    if (stopping || busy.contains(instance)) {
      return;
    }
    Optional<MemberIdentity> mine = mine(instance);
    MemberRunner runner = runners.get(instance);
    if (runner != null && !mine.equals(Optional.of(runner.settings().id()))) {
      runners.remove(instance);
      step(instance, recruiter.dismiss(runner));
    } else if (runner != null) {
      recruiter.instruct(runner, specs.get(instance));
    } else {
      step(
          instance,
          recruiter.forgetFormer(instance, mine).thenComposeAsync(done -> hire(mine), core));
    }
  }

  private CompletionStage<Void> hire(Optional<MemberIdentity> mine) {
    if (mine.isEmpty() || !mine.equals(mine(mine.get().instance()))) {
      return CompletableFuture.completedFuture(null);
    }
    InstanceSpec spec = specs.get(mine.get().instance());
    return recruiter
        .recruit(mine.get(), spec, this::hurry)
        .thenAcceptAsync(hired -> employ(spec.instance(), hired), core);
  }

  private void employ(InstanceId instance, Recruiter.Recruit recruit) {
    MemberRunner runner = recruit.runner();
    runners.put(instance, runner);
    runner.begin(recruit.found());
    if (logRead) {
      runner.order(orderFor(runner.settings().id()));
    }
  }

  private void step(InstanceId instance, CompletionStage<?> work) {
    InstanceSpec before = specs.get(instance);
    busy.add(instance);
    work.whenCompleteAsync(
        (done, failure) -> {
          busy.remove(instance);
          if (failure != null) {
            LOG.errorf(failure, "%s could not be settled", instance);
          }
          boolean changed = specs.get(instance) != before;
          boolean vacant = mine(instance).isPresent() && !runners.containsKey(instance);
          if (changed || failure == null && vacant) {
            settle(instance);
          }
        },
        core);
  }

  private Optional<MemberIdentity> mine(InstanceId instance) {
    return Optional.ofNullable(specs.get(instance)).stream()
        .flatMap(spec -> spec.members().stream())
        .filter(member -> member.node().equals(hosting.node()))
        .map(MemberSpec::member)
        .map(member -> new MemberIdentity(instance, member, hosting.node()))
        .findFirst();
  }

  private Order orderFor(MemberIdentity id) {
    DecisionLedger ledger =
        ledgers.computeIfAbsent(id.instance(), instance -> new DecisionLedger());
    Succession succession = successions.getOrDefault(id.instance(), Succession.NONE);
    Order order = Order.of(ledger, succession, id.member());
    if (order instanceof Order.Follow follow) {
      Address upstream = replication.upstream(id, follow.epoch(), follow.address());
      return new Order.Follow(follow.epoch(), follow.primary(), upstream, succession);
    }
    return order;
  }

  private void tick() {
    nextTick = null;
    if (!stopping) {
      List.copyOf(runners.values()).forEach(MemberRunner::pump);
      scheduleTick();
    }
  }

  private void scheduleTick() {
    if (nextTick == null && !stopping) {
      quickTick = runners.values().stream().anyMatch(MemberRunner::hurried);
      nextTick = core.after(quickTick ? Timings.QUICK_LOOK : TICK, this::tick);
    }
  }

  /** Some member may not want to wait for the next tick. */
  private void hurry() {
    boolean quick = runners.values().stream().anyMatch(MemberRunner::hurried);
    if (nextTick != null && quick && !quickTick) {
      nextTick.cancel(false);
      nextTick = null;
      scheduleTick();
    }
  }

  /** Ends all engines, unless they are to be left running; completes when they have ended. */
  public CompletionStage<Void> stop() {
    stopping = true;
    if (hosting.leaveMembersRunning()) {
      runners.values().forEach(MemberRunner::leave);
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.allOf(
        runners.values().stream()
            .map(runner -> runner.stop().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }
}
