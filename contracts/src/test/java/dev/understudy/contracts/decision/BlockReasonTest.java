package dev.understudy.contracts.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockReasonTest {

  @ParameterizedTest
  @EnumSource
  void saysWhatCanBeDone(BlockReason reason) {
    assertThat(reason.advice())
        .matches("[A-Z].*[^ ]\\.")
        .doesNotContain("  ")
        .matches(words -> words.contains(". ") || words.contains(","), "more than a word or two");
  }
}
