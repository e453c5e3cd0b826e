package dev.understudy.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void saysEverythingThatAFailoverNeeds() {
    assertThat(Rehearsal.play(Stage.TIMINGS))
        .hasAtLeastOneElementOfType(MemberReported.class)
        .hasAtLeastOneElementOfType(MemberJoined.class)
        .hasAtLeastOneElementOfType(MemberPromoted.class)
        .hasAtLeastOneElementOfType(MemberFenced.class)
        .hasAtLeastOneElementOfType(MemberFollowing.class)
        .hasAtLeastOneElementOfType(MemberExited.class);
  }
}
