package dev.understudy.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.member.Resync;
import org.junit.jupiter.api.Test;

class ResyncVerdictTest {

  private final Facts before = new Facts();
  private final Facts after = new Facts();

  @Test
  void aPartialResyncWithAnotherPrimaryKeepsTheFormerId() {
    after.replicationId = "repl-b";
    after.formerReplicationId = "repl-a";
    assertThat(verdict()).isEqualTo(Resync.PARTIAL);
  }

  @Test
  void aFullCopyForgetsTheFormerId() {
    after.replicationId = "repl-b";
    assertThat(verdict()).isEqualTo(Resync.FULL);
  }

  @Test
  void aPartialResyncWithTheSamePrimaryContinuesTheBacklog() {
    before.offset = 64;
    after.offset = 183;
    after.backlogFirst = 65;
    assertThat(verdict()).isEqualTo(Resync.PARTIAL);
  }

  @Test
  void aFullCopyFromTheSamePrimaryBeginsANewBacklog() {
    before.offset = 64;
    after.offset = 9000;
    after.backlogFirst = 8001;
    assertThat(verdict()).isEqualTo(Resync.FULL);
  }

  private Resync verdict() {
    return ResyncVerdict.of(before.get(), after.get());
  }
}
