package dev.understudy.node.domain;

import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.domain.Succession.Reign;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A former primary that has more than where its successor began follows only when that was saved
 * and told: its snapshot is kept, the keys that differ are counted, both at once and in bounded
 * time. What doesn't succeed is told, too; it keeps no member from following.
 *
 * <p>Nothing of it is on disk: a node that crashes meanwhile begins again, and replaces what it
 * kept by the same.
 */
final class Quarantine {

  private final MemberState state;

  /** The replication id of the history that was told of; it needs no second quarantine. */
  private String told = "";

  private Case open;

  /** What was found so far. */
  private static final class Case {
    private final String history;
    private final Moment since;
    private boolean saving;
    private boolean saved;
    private String refusal = "the engine did not write a snapshot in time";
    private Kept kept;
    private Comparison comparison;

    Case(String history, Moment since) {
      this.history = history;
      this.since = since;
    }

    boolean complete() {
      return kept != null && comparison != null;
    }
  }

  Quarantine(MemberState state) {
    this.state = state;
  }

  /** Whether following must wait; does what it waits for. */
  boolean holds(Order.Follow order, Moment now) {
    EngineFacts facts = state.engine.facts();
    if (facts.primary()) {
      return stopWriting(order, now);
    }
    long bytes = beyond(order, facts);
    if (facts.loading() || bytes == 0 || facts.replicationId().equals(told)) {
      return false;
    }
    if (!facts.parked()) {
      state.act(new Act.CutUpstream(), now);
      return true;
    }
    if (!state.seenInThisEpoch()) {
      return true;
    }
    if (state.record.formerRole == MemberRole.PRIMARY) {
      state.sayFenced(FenceMethod.PARKED);
    }
    return !finished(order, bytes, now);
  }

  /** What it has can only be told when it doesn't grow any more. */
  private boolean stopWriting(Order.Follow order, Moment now) {
    EngineFacts facts = state.engine.facts();
    boolean settled = state.engine.held(now) && state.seenInThisEpoch();
    if (settled && beyond(order, facts) == 0) {
      return false;
    }
    state.act(new Act.Park(), now);
    return true;
  }

  /** How many bytes of its own it has that the epoch's primary hasn't. */
  private long beyond(Order.Follow order, EngineFacts facts) {
    return reign(order, facts)
        .flatMap(order.succession()::sharedUpTo)
        .map(shared -> shared.bytesBehind(facts.offset()))
        .orElse(0L);
  }

  /** The reign that its dataset is from; empty if that is another's. */
  private Optional<Reign> reign(Order.Follow order, EngineFacts facts) {
    return state
        .standing
        .led(facts.replicationId())
        .flatMap(led -> order.succession().of(state.id.member(), led.epoch()));
  }

  private boolean finished(Order.Follow order, long bytes, Moment now) {
    EngineFacts facts = state.engine.facts();
    if (open == null || !open.history.equals(facts.replicationId())) {
      open = new Case(facts.replicationId(), now);
      compare(order);
    }
    save(order, facts, now);
    if (!open.complete() && !now.isAtLeast(state.timings.quarantine(), open.since)) {
      return false;
    }
    tell(order, facts, bytes);
    return true;
  }

  /** Ends before the quarantine does, to tell what it has found by then. */
  private void compare(Order.Follow order) {
    order
        .succession()
        .newest()
        .ifPresent(
            successor ->
                state.add(
                    new Command.Salvage(
                        new SalvageStep.Compare(
                            successor.address(),
                            state.timings.quarantine().multipliedBy(9).dividedBy(10)))));
  }

  private void save(Order.Follow order, EngineFacts facts, Moment now) {
    if (open.saved || facts.snapshotRunning() || state.engine.acting()) {
      return;
    }
    if (!open.saving) {
      state.act(new Act.Snapshot(), now);
      return;
    }
    open.saved = true;
    if (facts.snapshotFailed()) {
      open.kept = Kept.not("the engine could not write its snapshot: see its log");
    } else {
      reign(order, facts)
          .ifPresent(own -> state.add(new Command.Salvage(new SalvageStep.Keep(own.epoch()))));
      open.refusal = "the snapshot could not be put aside in time";
    }
  }

  private void tell(Order.Follow order, EngineFacts facts, long bytes) {
    Kept kept = open.kept == null ? Kept.not(open.refusal) : open.kept;
    Comparison comparison =
        open.comparison == null
            ? Comparison.not("the keys could not be compared in time")
            : open.comparison;
    String problem =
        Stream.of(kept.problem(), comparison.problem())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    reign(order, facts)
        .ifPresent(
            own ->
                state.add(
                    new Command.Publish(
                        state.statements.quarantined(
                            order.epoch(), own.epoch(), bytes, kept, comparison, problem))));
    told = open.history;
    open = null;
  }

  /** The engine has begun to write a snapshot. */
  void saving() {
    if (open != null) {
      open.saving = true;
    }
  }

  /** It didn't begin. It is asked again while there is time. */
  void refused(String reason) {
    if (open != null && !open.saving) {
      open.refusal = "the engine writes no snapshot: " + reason;
    }
  }

  void kept(Kept kept) {
    if (open != null) {
      open.kept = kept;
    }
  }

  void compared(Comparison comparison) {
    if (open != null) {
      open.comparison = comparison;
    }
  }

  /** The process ended. Its successor may have another dataset: all begins again. */
  void exited() {
    open = null;
  }
}
