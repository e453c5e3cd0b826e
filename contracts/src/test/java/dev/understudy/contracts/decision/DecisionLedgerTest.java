package dev.understudy.contracts.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionLedgerTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId ONE = MemberId.of("demo-1");
  private static final MemberId TWO = MemberId.of("demo-2");

  private final DecisionLedger ledger = new DecisionLedger();
  private long offset;

  @Test
  void theFirstOpeningOfAnEpochCounts() {
    assertThat(read(opened(1))).isEqualTo(Verdict.COUNTS);
    assertThat(read(opened(1))).isEqualTo(Verdict.VOID);
    assertThat(read(opened(3))).isEqualTo(Verdict.VOID);
    assertThat(read(opened(2))).isEqualTo(Verdict.COUNTS);
    assertThat(ledger.epoch()).isEqualTo(Epoch.of(2));
  }

  @Test
  void theFirstElectionOfTheCurrentEpochCounts() {
    assertThat(read(elected(1, ONE))).isEqualTo(Verdict.VOID);
    read(opened(1));
    assertThat(read(elected(1, MemberId.of("stranger")))).isEqualTo(Verdict.VOID);
    assertThat(read(elected(1, ONE))).isEqualTo(Verdict.COUNTS);
    assertThat(read(elected(1, TWO))).isEqualTo(Verdict.VOID);
    read(opened(2));
    assertThat(read(elected(1, TWO))).isEqualTo(Verdict.VOID);
    assertThat(ledger.elected()).isEmpty();
  }

  @Test
  void aRenewalIsVoidBehindAHigherEpochAndFromAnyoneElse() {
    read(opened(1));
    read(elected(1, ONE));
    assertThat(read(renewed(1, ONE))).isEqualTo(Verdict.COUNTS);
    assertThat(read(renewed(1, TWO))).isEqualTo(Verdict.VOID);
    read(opened(2));
    assertThat(read(renewed(1, ONE))).isEqualTo(Verdict.VOID);
  }

  @Test
  void aReplayChangesNothing() {
    read(opened(1));
    assertThat(ledger.read(0, opened(2))).isEqualTo(Verdict.ALREADY_READ);
    assertThat(ledger.epoch()).isEqualTo(Epoch.of(1));
  }

  @Test
  void aBlockCountsOncePerReasonAndEpoch() {
    read(opened(1));
    assertThat(read(blocked(1, BlockReason.COOLDOWN))).isEqualTo(Verdict.COUNTS);
    assertThat(read(blocked(1, BlockReason.COOLDOWN))).isEqualTo(Verdict.VOID);
    assertThat(read(blocked(1, BlockReason.AUTO_FAILOVER_OFF))).isEqualTo(Verdict.COUNTS);
    read(opened(2));
    assertThat(read(blocked(2, BlockReason.COOLDOWN))).isEqualTo(Verdict.COUNTS);
  }

  /**
   * Whatever writers append: the epoch grows by one at a time, and nobody is elected twice in one.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyMixtureOfWritersLeavesOneHistory(long seed) {
    Random random = new Random(seed);
    List<Long> elections = new ArrayList<>();
    long epoch = 0;
    for (int i = 0; i < 10_000; i++) {
      long around = Math.max(1, epoch + random.nextInt(4) - 1);
      Decision decision =
          random.nextBoolean() ? opened(around) : elected(around, random.nextBoolean() ? ONE : TWO);
      boolean counts = read(decision) == Verdict.COUNTS;
      if (counts && decision instanceof PrimaryElected) {
        elections.add(around);
      }
      assertThat(ledger.epoch().value()).isBetween(epoch, epoch + 1);
      epoch = ledger.epoch().value();
    }
    assertThat(elections).as("seed " + seed).doesNotHaveDuplicates().isSorted().isNotEmpty();
  }

  private Verdict read(Decision decision) {
    return ledger.read(offset++, decision);
  }

  private static EpochOpened opened(long epoch) {
    return new EpochOpened(
        DEMO,
        Epoch.of(epoch),
        Cause.PRIMARY_CRASHED,
        null,
        null,
        null,
        List.of(ONE, TWO),
        List.of(),
        List.of(),
        Instant.EPOCH,
        "test");
  }

  private static PrimaryElected elected(long epoch, MemberId member) {
    return new PrimaryElected(
        DEMO,
        Epoch.of(epoch),
        member,
        Offset.ZERO,
        new Address("127.0.0.1", 6379),
        45_000,
        null,
        List.of());
  }

  private static LeaseRenewed renewed(long epoch, MemberId member) {
    return new LeaseRenewed(DEMO, Epoch.of(epoch), member, "id", 45_000);
  }

  private static FailoverBlocked blocked(long epoch, BlockReason reason) {
    return new FailoverBlocked(
        DEMO, Epoch.of(epoch), Cause.PRIMARY_DEAD, reason, "why", List.of(), List.of());
  }
}
