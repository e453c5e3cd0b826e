package dev.understudy.contracts.instance;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;

/**
 * One member as it is wanted.
 *
 * @param priority as Redis' {@code replica-priority}: 1 to 1000, lower is preferred among equals; 0
 *     is never promoted
 */
public record MemberSpec(MemberId member, NodeId node, int priority) {

  public static final int DEFAULT_PRIORITY = 100;

  public MemberSpec {
    Required.field("member", member);
    Required.field("node", node);
    if (priority < 0 || priority > 1000) {
      throw new InvalidField("priority", "must be 0 (never promoted) to 1000");
    }
  }

  public boolean promotable() {
    return priority > 0;
  }
}
