package dev.understudy.simulation.fault;

import dev.understudy.simulation.core.Chance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that goes wrong in one run, in order.
 *
 * @param endsMillis when the last of it is over
 */
public record FaultPlan(List<Fault> faults, long beginsMillis, long endsMillis) {

  private static final long BEGIN_MILLIS = 8_000;
  private static final long SPAN_MILLIS = 30_000;
  private static final int MOST_FAULTS = 10;
  private static final long LONGEST_MILLIS = 12_000;
  private static final int CHANGED_TIMEOUT_PERMILLE = 200;
  private static final int READS_LATE_PERMILLE = 200;
  private static final int MOST_OF_A_KIND = 3;
  private static final List<String> TRIGGERS =
      List.of(
          "EpochOpened",
          "EpochOpened",
          "PrimaryElected",
          "PrimaryElected",
          "EpochClosed",
          "MembershipChanged",
          "LeaseRenewed");

  /** What nodes say: between a join and the election, and between that and its confirmation. */
  private static final List<String> WORDS =
      List.of("MemberJoined", "MemberJoined", "MemberPromoted", "MemberFollowing", "MemberExited");

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * What a seed has in store.
   *
   * @param changes says whether the instance's failover timeout is changed meanwhile
   * @param lateness says whether orchestrators read late meanwhile
   */
  public static FaultPlan of(Chance chance, Chance changes, Chance lateness) {
    int count = 1 + chance.below(MOST_FAULTS);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      faults.add(fault(chance, kind(chance)));
    }
    faults.addAll(some(changes, CHANGED_TIMEOUT_PERMILLE, FaultKind.CHANGE_TIMEOUT));
    faults.addAll(some(lateness, READS_LATE_PERMILLE, FaultKind.READS_LATE));
    faults.sort(Comparator.comparing(Fault::atMillis));
    return new FaultPlan(faults, BEGIN_MILLIS, BEGIN_MILLIS + SPAN_MILLIS);
  }

  /** In so many of 1000 plans some of a kind that isn't drawn among the others. */
  private static List<Fault> some(Chance chance, int permille, FaultKind kind) {
    List<Fault> faults = new ArrayList<>();
    int count = chance.permille(permille) ? 1 + chance.below(MOST_OF_A_KIND) : 0;
    for (int i = 0; i < count; i++) {
      faults.add(fault(chance, kind));
    }
    return faults;
  }

  private static Fault fault(Chance chance, FaultKind kind) {
    boolean triggered = chance.permille(350);
    boolean word = triggered && chance.permille(400);
    long forMillis =
        !kind.isLasting()
            ? 0
            : chance.permille(300) ? chance.between(50, 1500) : chance.between(300, LONGEST_MILLIS);
    return new Fault(
        kind,
        BEGIN_MILLIS + chance.between(0, SPAN_MILLIS - 5_000),
        triggered ? chance.oneOf(word ? WORDS : TRIGGERS) : null,
        chance.permille(500) ? chance.between(0, 20) : chance.between(0, 1500),
        forMillis,
        place(chance, word),
        chance.below(12));
  }

  private static int place(Chance chance, boolean word) {
    if (word && chance.permille(600)) {
      return Fault.AT_SPEAKER;
    }
    return chance.permille(450) ? Fault.AT_PRIMARY : chance.below(12);
  }

  private static FaultKind kind(Chance chance) {
    int sum = 0;
    for (FaultKind kind : FaultKind.values()) {
      sum += kind.weight();
    }
    int drawn = chance.below(sum);
    for (FaultKind kind : FaultKind.values()) {
      drawn -= kind.weight();
      if (drawn < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("weights don't add up");
  }

  /**
   * The plan with some of its faults only.
   *
   * @param numbers from 1, as {@link #numbers} gives them; only 0: none
   * @throws IllegalArgumentException if there is no fault of such a number
   */
  public FaultPlan keeping(Collection<Integer> numbers) {
    List<Fault> kept = new ArrayList<>();
    for (int number : numbers.equals(List.of(0)) ? Set.<Integer>of() : new TreeSet<>(numbers)) {
      if (number < 1 || number > faults.size()) {
        throw new IllegalArgumentException(
            "there is no fault " + number + ": they go from 1 to " + faults.size());
      }
      kept.add(faults.get(number - 1));
    }
    return new FaultPlan(kept, beginsMillis, endsMillis);
  }

  /** Which of this plan's faults another has. */
  public List<Integer> numbers(FaultPlan part) {
    return part.faults.stream().map(fault -> faults.indexOf(fault) + 1).toList();
  }

  /** The plan without one of its faults. */
  public FaultPlan without(int index) {
    List<Fault> rest = new ArrayList<>(faults);
    rest.remove(index);
    return new FaultPlan(rest, beginsMillis, endsMillis);
  }
}
