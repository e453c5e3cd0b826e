package dev.understudy.node.application;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.domain.MemberIdentity;
import java.util.concurrent.CompletionStage;

/** Snapshots of former primaries, kept for an operator. */
public interface Salvages {

  /**
   * Keeps the snapshot that a member's engine has written last. One that was kept before of the
   * same member and epoch is replaced.
   *
   * @param led the epoch that the member was primary of
   * @return the file's path; fails with a reason in words that an operator can act on
   */
  CompletionStage<String> keep(MemberIdentity id, Epoch led);
}
