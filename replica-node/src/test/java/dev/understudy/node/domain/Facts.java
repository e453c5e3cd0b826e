package dev.understudy.node.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import java.util.Optional;

/** A small engine for tests of decisions: obeys at once, and can be looked at. */
final class Facts {

  static final String ZEROS = "0".repeat(40);

  String runId = "run-1";
  String replicationId = "repl-a";
  String formerReplicationId = ZEROS;
  long offset = 100;
  Address upstream = Parking.ADDRESS;
  boolean linkUp;
  boolean loading;
  long backlogFirst = 1;
  int attached;
  boolean held;
  long keys = 3;
  boolean saving;
  boolean saveFails;

  EngineFacts get() {
    boolean primary = upstream == null;
    return new EngineFacts(
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        runId,
        replicationId,
        formerReplicationId,
        new Offset(offset),
        Optional.ofNullable(upstream),
        primary ? LinkState.NONE : linkUp ? LinkState.UP : LinkState.DOWN,
        Duration.ZERO,
        loading,
        keys,
        attached,
        0,
        0,
        backlogFirst,
        saving,
        saveFails,
        0);
  }

  void obey(Act act) {
    boolean lets = act instanceof Act.Park || act instanceof Act.Promote;
    held = act instanceof Act.HoldWrites || held && !lets;
    if (act instanceof Act.Park || act instanceof Act.CutUpstream) {
      upstream = Parking.ADDRESS;
      linkUp = false;
    } else if (act instanceof Act.Promote) {
      upstream = null;
      linkUp = false;
    } else if (act instanceof Act.FollowPrimary follow) {
      upstream = follow.address();
      linkUp = false;
    }
  }
}
