package dev.understudy.orchestrator.application.command;

/** Why a request that is well-formed can't be granted now. */
public enum ConflictReason {
  /** An instance has that name. */
  NAME_TAKEN("Name taken"),

  /** Its DNS names would be those of another instance. */
  NAME_CLASH("Name clash"),

  /** Too few nodes have room. */
  NOT_ENOUGH_NODES("Not enough nodes"),

  /** The node asked for has no room. */
  NODE_UNUSABLE("Node can't take the replica"),

  /** As many members as an instance may have. */
  TOO_MANY_MEMBERS("Too many members"),

  /** There has been no primary yet. */
  STILL_PROVISIONING("Still provisioning"),

  /** A change of primary is under way. */
  EPOCH_OPEN("A change of primary is under way"),

  /** The primary doesn't serve, so a planned switchover is impossible. */
  PRIMARY_UNHEALTHY("Primary unhealthy"),

  /** Nobody could take over. */
  NO_PROMOTABLE_REPLICA("No promotable replica"),

  /** The member asked for can't take over. */
  TARGET_NOT_PROMOTABLE("Target can't be promoted"),

  /** The primary can't be removed. */
  MEMBER_IS_PRIMARY("Member is the primary"),

  /** An instance keeps at least one member. */
  LAST_MEMBER("Last member"),

  /** A synchronous instance needs its replicas. */
  TOO_FEW_REPLICAS("Too few replicas would be left"),

  /** Something else happened first. */
  CHANGED_MEANWHILE("Changed meanwhile");

  private final String title;

  ConflictReason(String title) {
    this.title = title;
  }

  /** A few words, the same for every occurrence. */
  public String title() {
    return title;
  }
}
