package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.instance.InstanceSecrets;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a primary: the closed list. Only some of it permits a failover. */
public enum Diagnosis {

  /** Nothing speaks against it. */
  HEALTHY(null, "Nothing needs to be done."),

  /** Something looks wrong, but not for long enough, or not to enough observers. */
  SUSPECT(
      null,
      "Wait: it is slow, or its silence has begun. Unless it answers, the failover timeout decides."),

  /** All vantages fail, but its node or its replicas still see it alive: not dead. */
  PRIMARY_UNREACHABLE(
      null,
      "Mend the network between the vantages and the primary; applications may not reach it"
          + " either. If it must be replaced, switch over to a replica."),

  /** It refuses the probers' password. */
  AUTH_MISCONFIGURED(
      null,
      "It lives. Give the engine's user "
          + InstanceSecrets.PROBE_USER
          + " the password of the instance's specification again (ACL LOAD does, if only the engine"
          + " has another)."),

  /** Its name does not resolve. */
  NAME_UNRESOLVED(
      null,
      "It may well live. Mend name resolution where the vantages run, or give its node an address"
          + " instead of a name. Until then nobody can tell whether it is alive."),

  /** It answers that it loads its dataset. */
  LOADING(null, "It lives. Wait until the dataset is loaded."),

  /** It answers only that a script or function blocks it. */
  OVERLOADED(
      null,
      "It lives. Wait for the script to end, or end it with SCRIPT KILL or FUNCTION KILL. One that"
          + " has written already can't be ended so; a switchover with force replaces the"
          + " primary."),

  /** Observers disagree, or too few are left to agree, for longer than the failover timeout. */
  DISPUTED(
      null,
      "Find out why the vantages don't agree: the network between some of them and the primary, or"
          + " vantages that aren't running. To replace the primary all the same, force a switchover."),

  /** Its node saw the process end, and a quorum of vantages agrees. */
  PRIMARY_CRASHED(Cause.PRIMARY_CRASHED, "Look into the engine's log for why it ended."),

  /** It accepts connections and answers neither its node nor a quorum of vantages. */
  PRIMARY_HUNG(
      Cause.PRIMARY_HUNG, "Look for what stops its process: its disk, swapping, a signal."),

  /** A quorum of vantages, its node and its replicas have lost it. */
  PRIMARY_DEAD(Cause.PRIMARY_DEAD, "Look after its host."),

  /**
   * Another process of it is up that has none of its data: host and disk were lost together. It is
   * parked, as every engine is at its start, and never becomes the epoch's primary again, so there
   * is nothing to wait for.
   */
  PRIMARY_REBORN_EMPTY(
      Cause.PRIMARY_REBORN_EMPTY, "Find out what became of the data folder of its node."),

  /** It is up and parked, and stays so: it restarted, or lost its lease for good. */
  PRIMARY_FENCED(Cause.PRIMARY_FENCED, "Look into its node's log for why it was fenced."),

  /** There is no confirmed primary to be diagnosed: one is being elected. */
  NO_PRIMARY(null, "Wait until the change of primary is over, unless it is blocked.");

  private final Cause cause;
  private final String advice;

  Diagnosis(Cause cause, String advice) {
    this.cause = cause;
    this.advice = advice;
  }

  /** E.g. {@code primary unreachable}. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What an operator should do about it. */
  public String advice() {
    return advice;
  }

  /** The cause of the failover that it permits; empty if it permits none. */
  public Optional<Cause> cause() {
    return Optional.ofNullable(cause);
  }
}
