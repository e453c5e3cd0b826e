package dev.understudy.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Moment START = new Moment(Long.MAX_VALUE - 1_000_000);

  private static final Duration LIFETIME = Duration.ofMillis(900);

  private final Lease lease = new Lease(LIFETIME);

  private static Moment at(long millis) {
    return START.plus(Duration.ofMillis(millis));
  }

  @Test
  void anElectionCountsFromWhenTheMemberJoined() {
    lease.elected(at(0), LIFETIME);
    assertThat(lease.held(at(899))).isTrue();
    assertThat(lease.held(at(900))).isFalse();
  }

  @Test
  void anElectionOfAnEarlierProcessGivesNothing() {
    lease.elected(null, LIFETIME);
    assertThat(lease.held(at(0))).isFalse();
    assertThat(lease.due(at(0))).isTrue();
  }

  @Test
  void aRenewalCountsFromBeforeItWasAppendedAndOnlyWhenReadBack() {
    lease.elected(at(0), LIFETIME);
    assertThat(lease.due(at(299))).isFalse();
    assertThat(lease.due(at(300))).isTrue();
    lease.renewing("a", at(300));
    assertThat(lease.due(at(301))).isFalse();
    assertThat(lease.held(at(901))).isFalse();
    lease.readBack("a", at(900));
    assertThat(lease.held(at(1199))).isTrue();
    assertThat(lease.held(at(1200))).isFalse();
    assertThat(lease.remaining(at(1000))).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void renewalsOfOthersAreNotKnown() {
    lease.elected(at(0), LIFETIME);
    lease.renewing("mine", at(300));
    lease.readBack("theirs", at(600));
    assertThat(lease.held(at(900))).isFalse();
    assertThat(lease.unanswered(at(600))).isTrue();
  }

  @Test
  void anOlderRenewalNeverShortensIt() {
    lease.elected(at(500), LIFETIME);
    lease.renewing("old", at(100));
    lease.readBack("old", at(600));
    assertThat(lease.held(at(1300))).isTrue();
  }

  @Test
  void theBusIsOutOfReachWhenARenewalIsNotReadBackForAThirdOfTheLifetime() {
    lease.elected(at(0), LIFETIME);
    assertThat(lease.unanswered(at(5000))).isFalse();
    lease.renewing("a", at(300));
    assertThat(lease.unanswered(at(599))).isFalse();
    assertThat(lease.unanswered(at(600))).isTrue();
    lease.readBack("a", at(600));
    assertThat(lease.unanswered(at(600))).isFalse();
  }

  /** What comes back first after an outage was appended before it. */
  @Test
  void theBusHasNotAnsweredWithARenewalThatHoldsNoLonger() {
    lease.elected(at(0), LIFETIME);
    lease.renewing("before the outage", at(300));
    lease.readBack("before the outage", at(5000));
    lease.renewing("after it", at(5000));
    assertThat(lease.held(at(5000))).isFalse();
    assertThat(lease.unanswered(at(5001))).isTrue();
    lease.readBack("after it", at(5010));
    assertThat(lease.held(at(5010))).isTrue();
    assertThat(lease.unanswered(at(5010))).isFalse();
  }

  /** Whoever elects the next primary may have read nothing newer than what gave the longer one. */
  @Test
  void aShorterLifetimeDoesNotEndALeaseThatIsOnRecord() {
    lease.elected(at(0), LIFETIME);
    lease.lifetime(Duration.ofMillis(300));
    assertThat(lease.held(at(899))).isTrue();
  }

  /** Of all renewals compaction keeps the newest alone. */
  @Test
  void noRenewalSaysLessThanAnEarlierOneGave() {
    lease.elected(at(0), LIFETIME);
    assertThat(lease.renewing("long", at(300))).isEqualTo(LIFETIME);
    lease.lifetime(Duration.ofMillis(300));
    assertThat(lease.due(at(400))).isTrue();
    assertThat(lease.renewing("short", at(400))).isEqualTo(Duration.ofMillis(800));
    lease.readBack("long", at(410));
    lease.readBack("short", at(420));
    assertThat(lease.held(at(1199))).isTrue();
    assertThat(lease.held(at(1200))).isFalse();
    assertThat(lease.renewing("later", at(1100))).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aLongerLifetimeIsPutOnRecordBeforeItHolds() {
    lease.elected(at(0), LIFETIME);
    lease.lifetime(Duration.ofSeconds(9));
    assertThat(lease.held(at(900))).isFalse();
    assertThat(lease.due(at(1))).isTrue();
    assertThat(lease.renewing("longer", at(1))).isEqualTo(Duration.ofSeconds(9));
    lease.readBack("longer", at(10));
    assertThat(lease.held(at(9000))).isTrue();
    assertThat(lease.held(at(9001))).isFalse();
  }

  @Test
  void whatTheElectionGaveCountsWhateverTheSettingsSayNow() {
    lease.elected(at(0), Duration.ofMillis(500));
    assertThat(lease.held(at(499))).isTrue();
    assertThat(lease.held(at(500))).isFalse();
    assertThat(lease.due(at(0))).isTrue();
  }
}
