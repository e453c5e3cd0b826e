package dev.understudy.orchestrator.domain.history;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An instance's decisions.
 *
 * @param decisions those that count, oldest first
 */
public record InstanceHistory(List<Decision> decisions) {

  public InstanceHistory {
    decisions = List.copyOf(decisions);
  }

  /** The newest epoch; {@link Epoch#NONE} before the first. */
  public Epoch epoch() {
    return last(EpochOpened.class).map(EpochOpened::epoch).orElse(Epoch.NONE);
  }

  public Optional<EpochOpened> opened(Epoch epoch) {
    return all(EpochOpened.class).filter(opened -> opened.epoch().equals(epoch)).findFirst();
  }

  /** Who was elected last, in whatever epoch. */
  public Optional<MemberId> lastElected() {
    return last(PrimaryElected.class).map(PrimaryElected::member);
  }

  /** The highest revision that the log ever gave members for; 0 if none. */
  public long highestRevision() {
    return all(MembershipChanged.class).mapToLong(MembershipChanged::revision).max().orElse(0);
  }

  public boolean hasMembership(long revision) {
    return all(MembershipChanged.class).anyMatch(change -> change.revision() == revision);
  }

  /** Everybody who ever belonged to the instance, also under an earlier owner of its name. */
  public Set<MemberId> everMembers() {
    Set<MemberId> members = new HashSet<>();
    all(EpochOpened.class).forEach(opened -> members.addAll(opened.members()));
    all(MembershipChanged.class).forEach(change -> members.addAll(change.members()));
    return members;
  }

  /** One entry per epoch, the newest first. */
  public List<Failover> failovers() {
    List<Failover> failovers = new ArrayList<>();
    all(EpochOpened.class).map(this::failover).forEach(failovers::add);
    Collections.reverse(failovers);
    return failovers;
  }

  public Optional<Failover> failover(Epoch epoch) {
    return opened(epoch).map(this::failover);
  }

  private Failover failover(EpochOpened opened) {
    return new Failover(
        opened,
        in(opened.epoch(), PrimaryElected.class).findFirst(),
        in(opened.epoch(), EpochClosed.class).findFirst(),
        in(opened.epoch(), FailoverAcknowledged.class).findFirst(),
        in(opened.epoch(), FailoverBlocked.class).toList(),
        epoch().isAfter(opened.epoch()));
  }

  private <D extends Decision> Stream<D> in(Epoch epoch, Class<D> kind) {
    return all(kind).filter(decision -> decision.epoch().equals(epoch));
  }

  private <D extends Decision> Stream<D> all(Class<D> kind) {
    return decisions.stream().filter(kind::isInstance).map(kind::cast);
  }

  private <D extends Decision> Optional<D> last(Class<D> kind) {
    return all(kind).reduce((earlier, later) -> later);
  }
}
