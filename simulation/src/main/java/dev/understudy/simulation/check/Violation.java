package dev.understudy.simulation.check;

/** A promise was broken. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Invariant invariant;

  public Violation(Invariant invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  public Invariant invariant() {
    return invariant;
  }
}
