package dev.understudy.prober.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.prober.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionTest {

  private static final MemberId PRIMARY = Fixtures.member("a");

  private final Suspicion suspicion = new Suspicion();

  @Test
  void beginsWithTheFirstSilentRoundAndEndsWithAnAnswer() {
    assertThat(suspicion.after(round(Outcome.OK, Outcome.OK), PRIMARY)).isNull();
    assertThat(suspicion.after(round(Outcome.REFUSED, Outcome.OK), PRIMARY)).isEqualTo(PRIMARY);
    assertThat(suspicion.after(round(Outcome.TIMEOUT, Outcome.OK), PRIMARY)).isEqualTo(PRIMARY);
    assertThat(suspicion.after(round(Outcome.LOADING, Outcome.OK), PRIMARY)).isNull();
  }

  @Test
  void aReplicaIsNoPrimary() {
    assertThat(suspicion.after(round(Outcome.OK, Outcome.REFUSED), PRIMARY)).isNull();
  }

  @Test
  void standsWhileThereIsNoPrimaryAndEndsWithTheNext() {
    suspicion.after(round(Outcome.REFUSED, Outcome.OK), PRIMARY);

    assertThat(suspicion.after(round(Outcome.REFUSED, Outcome.OK), null)).isEqualTo(PRIMARY);
    assertThat(suspicion.after(round(Outcome.REFUSED, Outcome.OK), Fixtures.member("b"))).isNull();
  }

  private static InstanceObserved round(Outcome a, Outcome b) {
    return new InstanceObserved(
        Fixtures.DEMO,
        Vantage.of("zone-a"),
        1,
        Epoch.of(1),
        10,
        List.of(seen("a", a), seen("b", b)));
  }

  private static MemberObservation seen(String letter, Outcome outcome) {
    return MemberObservation.without(Fixtures.member(letter), outcome, "", 0);
  }
}
