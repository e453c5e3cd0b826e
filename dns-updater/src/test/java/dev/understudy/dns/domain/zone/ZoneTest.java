package dev.understudy.dns.domain.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZoneTest {

  private static final DnsName ORIGIN = DnsName.of("redis.test");
  private static final DnsName DEMO = ORIGIN.child("demo");
  private static final DnsName GUARD = DEMO.child("_understudy");
  private static final DnsName OTHER = ORIGIN.child("other");
  private static final Rdata ONE = new Rdata("7f000101");
  private static final Rdata TWO = new Rdata("7f000102");
  private static final int SERIAL_AT_BYTE = 2;

  /** Two root names, serial 0xffffffff, four other numbers. */
  private static final Rdata SOA = new Rdata("0000" + "ffffffff" + "00000005".repeat(4));

  private final Zone zone = new Zone(ORIGIN, List.of(RecordSet.of(ORIGIN, RecordType.SOA, 5, SOA)));

  static Stream<Arguments> prerequisites() {
    return Stream.of(
        Arguments.of(new Prerequisite.Exists(DEMO, RecordType.A), UpdateResult.NOERROR),
        Arguments.of(new Prerequisite.Exists(DEMO, RecordType.AAAA), UpdateResult.NXRRSET),
        Arguments.of(new Prerequisite.Exists(OTHER, RecordType.A), UpdateResult.NXRRSET),
        Arguments.of(holds(ONE, TWO), UpdateResult.NOERROR),
        Arguments.of(holds(ONE), UpdateResult.NXRRSET),
        Arguments.of(new Prerequisite.Absent(DEMO, RecordType.AAAA), UpdateResult.NOERROR),
        Arguments.of(new Prerequisite.Absent(DEMO, RecordType.A), UpdateResult.YXRRSET),
        Arguments.of(new Prerequisite.NameInUse(DEMO), UpdateResult.NOERROR),
        Arguments.of(new Prerequisite.NameInUse(OTHER), UpdateResult.NXDOMAIN),
        Arguments.of(new Prerequisite.NameNotInUse(OTHER), UpdateResult.NOERROR),
        Arguments.of(new Prerequisite.NameNotInUse(DEMO), UpdateResult.YXDOMAIN),
        Arguments.of(new Prerequisite.NameNotInUse(DnsName.of("demo.test")), UpdateResult.NOTZONE));
  }

  @ParameterizedTest
  @MethodSource("prerequisites")
  void updatesOnlyWhenThePrerequisiteIsMet(Prerequisite prerequisite, UpdateResult expected) {
    apply(add(DEMO, ONE), add(DEMO, TWO));
    Change change = add(ORIGIN.child("new"), ONE);
    assertThat(zone.update(new ZoneUpdate(List.of(prerequisite), List.of(change))))
        .isEqualTo(expected);
    assertThat(status(ORIGIN.child("new")))
        .isEqualTo(
            expected == UpdateResult.NOERROR ? Lookup.Status.FOUND : Lookup.Status.NO_SUCH_NAME);
  }

  @Test
  void doesNothingWhenOneNameIsOutside() {
    Change inside = add(DEMO, ONE);
    Change outside = add(DnsName.of("demo.elsewhere"), ONE);
    assertThat(zone.update(new ZoneUpdate(List.of(), List.of(inside, outside))))
        .isEqualTo(UpdateResult.NOTZONE);
    assertThat(status(DEMO)).isEqualTo(Lookup.Status.NO_SUCH_NAME);
  }

  @Test
  void tellsNoDataFromNoSuchName() {
    apply(add(GUARD, ONE));
    assertThat(status(DEMO)).as("has names below it").isEqualTo(Lookup.Status.NO_DATA);
    assertThat(status(ORIGIN.child("dem"))).isEqualTo(Lookup.Status.NO_SUCH_NAME);
    assertThat(zone.lookup(GUARD, RecordType.TXT).status()).isEqualTo(Lookup.Status.NO_DATA);
    assertThat(status(DnsName.of("xredis.test"))).isEqualTo(Lookup.Status.NOT_IN_ZONE);
    apply(new Change.DeleteName(GUARD));
    assertThat(status(DEMO)).isEqualTo(Lookup.Status.NO_SUCH_NAME);
  }

  @Test
  void replacesASetInOneUpdate() {
    apply(add(DEMO, ONE));
    apply(new Change.DeleteSet(DEMO, RecordType.A), add(DEMO, TWO));
    assertThat(data(DEMO)).containsExactly(TWO);
  }

  @Test
  void deletesOneRecordAndThenItsSet() {
    apply(add(DEMO, ONE), add(DEMO, TWO));
    apply(new Change.DeleteRecord(DEMO, RecordType.A, ONE));
    assertThat(data(DEMO)).containsExactly(TWO);
    apply(new Change.DeleteRecord(DEMO, RecordType.A, TWO));
    assertThat(status(DEMO)).isEqualTo(Lookup.Status.NO_SUCH_NAME);
  }

  @Test
  void countsChangesInTheSerialAroundItsEnd() {
    assertThat(serial()).isEqualTo(0xffffffff);
    apply(add(DEMO, ONE));
    assertThat(serial()).isZero();
    apply(add(DEMO, ONE));
    assertThat(serial()).as("nothing changed").isZero();
    apply(add(DEMO, TWO));
    assertThat(serial()).isEqualTo(1);
  }

  @Test
  void keepsItsApex() {
    apply(new Change.DeleteName(ORIGIN), new Change.DeleteSet(ORIGIN, RecordType.SOA));
    assertThat(zone.soa().data()).containsExactly(SOA);
  }

  @Test
  void keepsAliasesAndDataApart() {
    Rdata target = new Rdata("00");
    apply(add(DEMO, ONE), new Change.Add(DEMO, RecordType.CNAME, 5, target));
    assertThat(data(DEMO)).containsExactly(ONE);
    apply(new Change.Add(OTHER, RecordType.CNAME, 5, target), add(OTHER, ONE));
    assertThat(data(OTHER)).as("the alias answers for every type").containsExactly(target);
  }

  @Test
  void answersAnyWithEverything() {
    apply(add(DEMO, ONE), new Change.Add(DEMO, RecordType.TXT, 5, Rdata.text("x")));
    assertThat(zone.lookup(DEMO, RecordType.ANY).answers())
        .extracting(RecordSet::type)
        .containsExactlyInAnyOrder(RecordType.A, RecordType.TXT);
  }

  private static Prerequisite holds(Rdata... data) {
    return new Prerequisite.Holds(DEMO, RecordType.A, Set.of(data));
  }

  private static Change add(DnsName name, Rdata data) {
    return new Change.Add(name, RecordType.A, 5, data);
  }

  private void apply(Change... changes) {
    assertThat(zone.update(new ZoneUpdate(List.of(), List.of(changes))))
        .isEqualTo(UpdateResult.NOERROR);
  }

  private Lookup.Status status(DnsName name) {
    return zone.lookup(name, RecordType.A).status();
  }

  private Set<Rdata> data(DnsName name) {
    List<RecordSet> answers = zone.lookup(name, RecordType.A).answers();
    return answers.isEmpty() ? Collections.emptySet() : answers.get(0).data();
  }

  private int serial() {
    byte[] soa = zone.soa().data().iterator().next().bytes();
    return java.nio.ByteBuffer.wrap(soa).getInt(SERIAL_AT_BYTE);
  }
}
