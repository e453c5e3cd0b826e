package dev.understudy.localstack.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.chaos.plan.FaultKind.Subject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {

  private static final int MANY = 500;

  private static List<Round> rounds(long seed, boolean hostsOneByOne, int count) {
    FaultPlan plan = new FaultPlan(seed, hostsOneByOne);
    return Stream.generate(plan::next).limit(count).toList();
  }

  @Test
  void theSameSeedGivesTheSamePlan() {
    assertThat(rounds(1, true, MANY)).isEqualTo(rounds(1, true, MANY));
    assertThat(rounds(1, true, MANY)).isNotEqualTo(rounds(2, true, MANY));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyKindComesOncePerDeck(boolean hostsOneByOne) {
    int cards = Stream.of(FaultKind.values()).mapToInt(FaultKind::share).sum();
    assertThat(rounds(3, hostsOneByOne, 2 * cards))
        .flatExtracting(Round::faults)
        .extracting(PlannedFault::kind)
        .contains(FaultKind.values());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsHitTwiceAtATimeButThatAnEngineMayDie(boolean hostsOneByOne) {
    assertThat(rounds(4, hostsOneByOne, MANY))
        .allSatisfy(
            round ->
                assertThat(round.faults())
                    .filteredOn(fault -> fault.kind() != FaultKind.ENGINE_KILLED)
                    .extracting(FaultPlanTest::subject)
                    .doesNotHaveDuplicates());
  }

  @Test
  void anEngineDiesWhileItsHostIsCutOff() {
    assertThat(rounds(8, false, MANY))
        .anyMatch(
            round ->
                round.faults().stream().anyMatch(f -> f.kind() == FaultKind.CUT_FROM_HOSTS)
                    && round.faults().stream()
                        .filter(f -> f.kind() == FaultKind.ENGINE_KILLED)
                        .anyMatch(
                            killed ->
                                round.faults().stream()
                                    .filter(f -> f.kind() == FaultKind.CUT_FROM_HOSTS)
                                    .anyMatch(f -> f.victim() == killed.victim())));
  }

  private static String subject(PlannedFault fault) {
    Subject subject = fault.kind().subject();
    return subject + (subject.isPerHost() ? " of " + fault.victim() : "");
  }

  @Test
  void oneHostAtATimeMeansOne() {
    assertThat(rounds(5, true, MANY))
        .allMatch(Round::awaitHealth)
        .extracting(FaultPlanTest::hosts)
        .contains(1L)
        .noneMatch(hosts -> hosts > 1);
    assertThat(rounds(5, false, MANY)).extracting(FaultPlanTest::hosts).contains(2L);
  }

  private static long hosts(Round round) {
    return round.faults().stream().filter(f -> f.kind().subject() == Subject.HOST).count();
  }

  @Test
  void whatMustBeAloneIsAlone() {
    assertThat(rounds(6, false, MANY))
        .filteredOn(
            round -> round.faults().stream().anyMatch(f -> f.kind() == FaultKind.NODE_FROZEN_LONG))
        .isNotEmpty()
        .allMatch(round -> round.faults().size() == 1);
  }

  @Test
  void everythingHasItsTime() {
    List<Round> rounds = rounds(7, false, MANY);
    assertThat(IntStream.range(0, MANY)).allMatch(i -> rounds.get(i).number() == i + 1);
    assertThat(rounds)
        .flatExtracting(Round::faults)
        .allSatisfy(
            fault ->
                assertThat(fault.lasts()).isBetween(fault.kind().least(), fault.kind().most()));
    assertThat(rounds).allMatch(round -> round.faults().get(0).after().isZero());
  }
}
