package dev.understudy.dns.application;

/** A server could not be brought up to date this time; worth another try. */
public final class DnsFailure extends RuntimeException {

  private final Outcome outcome;

  public DnsFailure(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  public DnsFailure(Outcome outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }

  static Outcome outcomeOf(Throwable failure) {
    return failure instanceof DnsFailure known ? known.outcome() : Outcome.UNEXPECTED;
  }
}
