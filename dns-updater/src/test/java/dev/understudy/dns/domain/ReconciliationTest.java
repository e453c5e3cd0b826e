package dev.understudy.dns.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.dns.domain.Reconciliation.Step;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.Lookup;
import dev.understudy.dns.domain.zone.Rdata;
import dev.understudy.dns.domain.zone.RecordSet;
import dev.understudy.dns.domain.zone.RecordType;
import dev.understudy.dns.domain.zone.UpdateResult;
import dev.understudy.dns.domain.zone.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {

  private static final DnsName ORIGIN = DnsName.of("redis.test");
  private static final DnsName NAME = ORIGIN.child("demo");
  private static final InstanceId DEMO = InstanceId.of("demo");

  private final Zone zone =
      new Zone(
          ORIGIN, List.of(RecordSet.of(ORIGIN, RecordType.SOA, 5, new Rdata("00".repeat(22)))));

  @Test
  void createsMovesAndWithdraws() {
    assertThat(settle(wanted(1, "127.0.1.1"))).isInstanceOf(Step.Settled.class);
    assertThat(view().ipv4()).containsExactly(new Rdata("7f000101"));
    assertThat(settle(wanted(2, "127.0.1.2", "::1"))).isInstanceOf(Step.Settled.class);
    assertThat(view().ipv4()).containsExactly(new Rdata("7f000102"));
    assertThat(view().ipv6()).containsExactly(new Rdata("00".repeat(15) + "01"));
    assertThat(view().guard()).contains(new Guard(Epoch.of(2), DEMO));
    assertThat(settle(wanted(2))).isInstanceOf(Step.Settled.class);
    assertThat(view()).isEqualTo(ServerView.NOTHING);
  }

  @Test
  void neverMovesANameBack() {
    settle(wanted(7, "127.0.1.2"));
    assertThat(settle(wanted(6, "127.0.1.1"))).isInstanceOf(Step.Stale.class);
    assertThat(settle(wanted(6))).isInstanceOf(Step.Stale.class);
    assertThat(view().ipv4()).containsExactly(new Rdata("7f000102"));
  }

  @Test
  void mayOverwriteADeletedInstanceOfTheSameName() {
    settle(wanted(7, "127.0.1.2"));
    WantedName reborn =
        new WantedName(
            DEMO, EndpointKind.PRIMARY, NAME, List.of("127.0.1.1"), 5, Epoch.of(1), Epoch.of(7));
    assertThat(settle(reborn)).isInstanceOf(Step.Settled.class);
    assertThat(view().guard()).contains(new Guard(Epoch.of(1), DEMO));
  }

  @Test
  void leavesTheNamesOfOthersAlone() {
    settle(wanted(7, "127.0.1.2"));
    InstanceId other = InstanceId.of("other");
    assertThat(settle(wanted(other, EndpointKind.MEMBER, 9, "127.0.1.1")))
        .isInstanceOf(Step.Foreign.class);
    assertThat(settle(wanted(other, EndpointKind.MEMBER, 9)))
        .as("not ours to withdraw")
        .isInstanceOf(Step.Settled.class);
    assertThat(view().ipv4()).containsExactly(new Rdata("7f000102"));
  }

  @Test
  void onlyThePrimarysNameMustSayItsEpoch() {
    settle(wanted(DEMO, EndpointKind.READERS, 3, "127.0.1.2"));
    assertThat(next(wanted(DEMO, EndpointKind.READERS, 4, "127.0.1.2")))
        .isInstanceOf(Step.Settled.class);
    assertThat(next(wanted(4, "127.0.1.2"))).isInstanceOf(Step.Send.class);
  }

  @Test
  void driftIsWhatSomebodyElseDidAndNoNewerEpoch() {
    assertThat(isDrift(wanted(3, "127.0.1.1"))).as("erased").isTrue();
    settle(wanted(3, "127.0.1.1"));
    assertThat(isDrift(wanted(3, "127.0.1.1"))).isFalse();
    assertThat(isDrift(wanted(3, "127.0.1.2"))).as("another address").isTrue();
    assertThat(isDrift(wanted(2, "127.0.1.2"))).as("we are behind").isFalse();
    InstanceId other = InstanceId.of("other");
    assertThat(isDrift(wanted(other, EndpointKind.MEMBER, 1, "127.0.1.9")))
        .as("taken by another instance")
        .isTrue();
  }

  /** Updaters with views of any age race; the epoch that a name says never falls. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_251_122})
  void updatersThatRaceNeverMoveANameBack(long seed) {
    Random random = new Random(seed);
    List<ServerView> views = new ArrayList<>(List.of(ServerView.NOTHING));
    Epoch highest = Epoch.NONE;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) == 0) {
        views.add(view());
      }
      ServerView seen = views.get(random.nextInt(views.size()));
      int epoch = 1 + random.nextInt(1 + step / 100);
      WantedName wanted = wanted(epoch, "127.0.1." + (1 + epoch % 3));
      if (Reconciliation.next(seen, wanted) instanceof Step.Send send
          && zone.update(send.update()) == UpdateResult.NOERROR) {
        Epoch now = view().guard().orElseThrow().epoch();
        assertThat(now).as("step %d of seed %d", step, seed).isGreaterThanOrEqualTo(highest);
        assertThat(now).isEqualTo(wanted.epoch());
        assertThat(view().ipv4()).isEqualTo(wanted.data(RecordType.A));
        highest = now;
      }
    }
    assertThat(highest.value()).isGreaterThan(100);
  }

  private Step settle(WantedName wanted) {
    if (next(wanted) instanceof Step.Send send) {
      assertThat(zone.update(send.update())).isEqualTo(UpdateResult.NOERROR);
    }
    return next(wanted);
  }

  private Step next(WantedName wanted) {
    return Reconciliation.next(view(), wanted);
  }

  private boolean isDrift(WantedName wanted) {
    return Reconciliation.isDrift(view(), wanted);
  }

  private ServerView view() {
    return new ServerView(
        data(NAME, RecordType.A),
        data(NAME, RecordType.AAAA),
        data(Guard.nameFor(NAME), RecordType.TXT));
  }

  private Set<Rdata> data(DnsName name, RecordType type) {
    Lookup lookup = zone.lookup(name, type);
    return lookup.answers().isEmpty() ? Set.of() : lookup.answers().get(0).data();
  }

  private static WantedName wanted(long epoch, String... addresses) {
    return wanted(DEMO, EndpointKind.PRIMARY, epoch, addresses);
  }

  private static WantedName wanted(
      InstanceId instance, EndpointKind kind, long epoch, String... addresses) {
    return new WantedName(instance, kind, NAME, List.of(addresses), 5, Epoch.of(epoch), Epoch.NONE);
  }
}
