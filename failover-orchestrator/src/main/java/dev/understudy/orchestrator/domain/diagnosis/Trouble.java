package dev.understudy.orchestrator.domain.diagnosis;

/** What keeps a member from doing its part: the closed list, the first that applies. */
public enum Trouble {

  /** Nothing. */
  NONE("Nothing needs to be done."),

  /** It was added, and isn't part of the epoch yet. */
  NOT_JOINED("Wait a moment: it becomes a member when the decision log says so."),

  /** Its node has sent no heartbeat lately. */
  NODE_SILENT("Look after its host and its replica-node: is it running, does it reach Kafka?"),

  /** Its node lives, and has never said anything of it. */
  NEVER_REPORTED("Its process is being made. If that lasts, look into its node's log."),

  /** Its process has ended, and no other answers yet. */
  PROCESS_ENDED("Its node restarts it. If it ends again and again, look into the engine's log."),

  /** Its process doesn't answer its own node. */
  UNRESPONSIVE("Look for what stops its process: a long command, its disk, swapping, a signal."),

  /** It is loading its dataset. */
  LOADING("Wait until it has loaded its dataset."),

  /** It is the epoch's primary and its node keeps it parked. */
  PARKED("Its node has fenced it, or it was restarted: a failover follows by itself if one may."),

  /** A full copy from the primary is under way. */
  COPYING("Wait for the copy to end. If copies begin again and again, raise replication-backlog."),

  /** Its link to the primary is down, or it doesn't follow this epoch's primary yet. */
  OUT_OF_SYNC(
      "It tries again by itself. If that lasts, mend the network between it and the primary, and"
          + " look into both engines' logs."),

  /** In sync, but further behind than the instance's limit for a warning. */
  HIGH_LAG(
      "Look for what it can't keep up with: large writes, a slow network or disk, a busy host.");

  private final String advice;

  Trouble(String advice) {
    this.advice = advice;
  }

  /** What an operator should do about it. */
  public String advice() {
    return advice;
  }
}
