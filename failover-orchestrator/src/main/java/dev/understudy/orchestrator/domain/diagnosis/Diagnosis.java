package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a primary: the closed list. Only some of it permits a failover. */
public enum Diagnosis {

  /** Nothing speaks against it. */
  HEALTHY(null),

  /** Something looks wrong, but not for long enough, or not to enough observers. */
  SUSPECT(null),

  /** All vantages fail, but its node or its replicas still see it alive: not dead. */
  PRIMARY_UNREACHABLE(null),

  /** It refuses the probers' password. */
  AUTH_MISCONFIGURED(null),

  /** It answers, but only with BUSY or LOADING. */
  OVERLOADED(null),

  /** Observers disagree for longer than the failover timeout. */
  DISPUTED(null),

  /** Its node saw the process end, and a quorum of vantages agrees. */
  PRIMARY_CRASHED(Cause.PRIMARY_CRASHED),

  /** It accepts connections and answers neither its node nor a quorum of vantages. */
  PRIMARY_HUNG(Cause.PRIMARY_HUNG),

  /** A quorum of vantages, its node and its replicas have lost it. */
  PRIMARY_DEAD(Cause.PRIMARY_DEAD),

  /** It is up and parked, and stays so: it restarted, or lost its lease for good. */
  PRIMARY_FENCED(Cause.PRIMARY_FENCED);

  private final Cause cause;

  Diagnosis(Cause cause) {
    this.cause = cause;
  }

  /** E.g. {@code primary unreachable}. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The cause of the failover that it permits; empty if it permits none. */
  public Optional<Cause> cause() {
    return Optional.ofNullable(cause);
  }
}
