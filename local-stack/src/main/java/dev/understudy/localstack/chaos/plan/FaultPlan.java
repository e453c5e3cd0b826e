package dev.understudy.localstack.chaos.plan;

import dev.understudy.localstack.chaos.plan.FaultKind.Subject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * An endless sequence of rounds. Kinds are drawn from a shuffled deck, so that each comes as often
 * as it should, however short the run. The same seed gives the same plan.
 */
public final class FaultPlan {

  private static final int MOST_FAULTS = 3;
  private static final double ANOTHER_FAULT_ONE_BY_ONE = 0.5;
  private static final double ANOTHER_FAULT = 0.7;
  private static final double PRIMARY_IS_HIT = 0.5;
  private static final int LATEST_START_MILLIS = 1_500;
  private static final int LONGEST_CALM_MILLIS = 4_000;
  private static final int ROUNDS_BETWEEN_HEALTH = 4;

  private final Random random;
  private final boolean hostsOneByOne;
  private final Deque<FaultKind> deck = new ArrayDeque<>();
  private int rounds;

  /**
   * A plan.
   *
   * @param hostsOneByOne whether at most one host is ill at a time, and the next only once the
   *     instance is healthy again
   */
  public FaultPlan(long seed, boolean hostsOneByOne) {
    this.random = new Random(seed);
    this.hostsOneByOne = hostsOneByOne;
  }

  /** The next round. */
  public Round next() {
    rounds++;
    int wanted = 1;
    double another = hostsOneByOne ? ANOTHER_FAULT_ONE_BY_ONE : ANOTHER_FAULT;
    while (wanted < MOST_FAULTS && random.nextDouble() < another) {
      wanted++;
    }
    List<PlannedFault> faults = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      draw(faults);
    }
    boolean awaitHealth = hostsOneByOne || rounds % ROUNDS_BETWEEN_HEALTH == 0;
    return new Round(rounds, faults, millis(0, LONGEST_CALM_MILLIS), awaitHealth);
  }

  /** The first card that fits is taken; those before it stay on top. */
  private void draw(List<PlannedFault> faults) {
    if (deck.isEmpty()) {
      shuffle();
    }
    Deque<FaultKind> passed = new ArrayDeque<>();
    Victim victim = victim();
    boolean taken = false;
    while (!taken && !deck.isEmpty()) {
      FaultKind kind = deck.pop();
      taken = fits(kind, victim, faults);
      if (taken) {
        faults.add(fault(kind, victim, faults.isEmpty()));
      } else {
        passed.push(kind);
      }
    }
    passed.forEach(deck::push);
  }

  private void shuffle() {
    List<FaultKind> cards = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      cards.addAll(Collections.nCopies(kind.share(), kind));
    }
    Collections.shuffle(cards, random);
    deck.addAll(cards);
  }

  private Victim victim() {
    if (random.nextDouble() < PRIMARY_IS_HIT) {
      return Victim.PRIMARY;
    }
    return random.nextBoolean() ? Victim.FIRST_REPLICA : Victim.SECOND_REPLICA;
  }

  private boolean fits(FaultKind kind, Victim victim, List<PlannedFault> others) {
    return others.stream().allMatch(other -> fits(kind, victim, other));
  }

  private boolean fits(FaultKind kind, Victim victim, PlannedFault other) {
    Subject subject = kind.subject();
    Subject othersSubject = other.kind().subject();
    if (subject == Subject.ALONE || othersSubject == Subject.ALONE) {
      return false;
    }
    if (subject != othersSubject) {
      return true;
    }
    if (subject == Subject.HOST && hostsOneByOne) {
      return false;
    }
    return subject.isPerHost() && (victim != other.victim() || mayMeet(kind, other.kind()));
  }

  /** On one host: an engine may die while something else is wrong with its host. */
  private static boolean mayMeet(FaultKind kind, FaultKind other) {
    return kind == FaultKind.ENGINE_KILLED ^ other == FaultKind.ENGINE_KILLED;
  }

  private PlannedFault fault(FaultKind kind, Victim victim, boolean first) {
    Duration after = first ? Duration.ZERO : millis(0, LATEST_START_MILLIS);
    Duration lasts = millis(kind.least().toMillis(), kind.most().toMillis());
    return new PlannedFault(kind, victim, after, lasts);
  }

  private Duration millis(long least, long most) {
    return Duration.ofMillis(least + (long) (random.nextDouble() * (most - least + 1)));
  }
}
