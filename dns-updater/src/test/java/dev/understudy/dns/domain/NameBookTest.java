package dev.understudy.dns.domain;

import static dev.understudy.dns.Snapshots.DEMO;
import static dev.understudy.dns.Snapshots.demo;
import static dev.understudy.dns.Snapshots.down;
import static dev.understudy.dns.Snapshots.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.domain.zone.DnsName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameBookTest {

  private static final Set<MemberId> MEMBERS =
      Set.of(MemberId.of("demo-1"), MemberId.of("demo-2"), MemberId.of("demo-3"));

  private final NameBook book = new NameBook(new NamingRules(DnsName.of("redis.test"), 5));

  @Test
  void namesThePrimaryFirstThenReadersAndMembers() {
    book.historyRead();
    assertThat(texts(learn(demo(1, "demo-1"))))
        .containsExactly(
            "demo [127.0.1.1]",
            "demo-ro [127.0.1.2, 127.0.1.3]",
            "demo-1 [127.0.1.1]",
            "demo-2 [127.0.1.2]",
            "demo-3 [127.0.1.3]");
  }

  @Test
  void sendsOnlyWhatChanges() {
    book.historyRead();
    learn(demo(1, "demo-1"));
    assertThat(learn(demo(1, "demo-1"))).isEmpty();
    TopologySnapshot failedOver =
        demo(2, "demo-2", down(1), member(2, "demo-2"), member(3, "demo-2"));
    assertThat(texts(learn(failedOver))).containsExactly("demo [127.0.1.2]", "demo-ro [127.0.1.3]");
  }

  @Test
  void keepsTheOldNameWhileThereIsNoPrimary() {
    book.historyRead();
    learn(demo(1, "demo-1"));
    assertThat(texts(learn(demo(2, null, down(1), down(2), down(3))))).isEmpty();
  }

  @Test
  void vouchesForWhatTheNewestSnapshotWantsAndForNoDeposedPrimary() {
    assertThat(book.kept()).as("in the topics' past").isEmpty();
    book.historyRead();
    learn(demo(1, "demo-1"));
    assertThat(texts(book.kept()))
        .containsExactly(
            "demo [127.0.1.1]",
            "demo-ro [127.0.1.2, 127.0.1.3]",
            "demo-1 [127.0.1.1]",
            "demo-2 [127.0.1.2]",
            "demo-3 [127.0.1.3]");
    learn(demo(2, null, down(1), down(2), down(3)));
    assertThat(texts(book.kept()))
        .containsExactly("demo-1 [127.0.1.1]", "demo-2 [127.0.1.2]", "demo-3 [127.0.1.3]");
    book.learn(new Fact.Deleted(DEMO));
    assertThat(book.kept()).isEmpty();
  }

  @Test
  void readersFallBackToThePrimary() {
    book.historyRead();
    assertThat(texts(learn(demo(1, "demo-1", member(1, "demo-1"), down(2)))))
        .contains("demo-ro [127.0.1.1]");
  }

  @Test
  void thePrimarysNameSaysItsEpochEvenIfItStays() {
    book.historyRead();
    learn(demo(1, "demo-1"));
    assertThat(texts(learn(demo(2, "demo-1")))).containsExactly("demo [127.0.1.1]");
  }

  @Test
  void ignoresALowerEpoch() {
    book.historyRead();
    learn(demo(2, "demo-2"));
    assertThat(learn(demo(1, "demo-1"))).isEmpty();
    assertThat(learn(demo(2, "demo-2"))).isEmpty();
  }

  @Test
  void ignoresALowerEpochThanItPublishedBeforeItsRestart() {
    book.learn(new Fact.Published(published("demo", 7, "127.0.1.2")));
    learn(demo(6, "demo-1"));
    assertThat(book.historyRead()).isEmpty();
    assertThat(texts(learn(demo(7, "demo-2")))).contains("demo [127.0.1.2]");
  }

  @Test
  void doesNotMoveNamesThroughTheirHistory() {
    assertThat(learn(demo(1, "demo-1"))).isEmpty();
    assertThat(learn(demo(2, "demo-2"))).isEmpty();
    assertThat(texts(book.historyRead())).startsWith("demo [127.0.1.2]").hasSize(5);
  }

  @Test
  void withdrawsARemovedMember() {
    book.historyRead();
    learn(demo(1, "demo-1"));
    assertThat(texts(learn(demo(1, "demo-1", member(1, "demo-1"), member(2, "demo-1")))))
        .containsExactly("demo-ro [127.0.1.2]", "demo-3 []");
    assertThat(learn(demo(1, "demo-1", member(1, "demo-1"), member(2, "demo-1")))).isEmpty();
  }

  @Test
  void withdrawsAMemberThatWasRemovedWhileItWasAway() {
    book.learn(new Fact.Published(published("demo-9", 1, "127.0.1.9")));
    learn(demo(1, "demo-1"));
    assertThat(texts(book.historyRead())).contains("demo-9 []");
  }

  @Test
  void withdrawsADeletedInstance() {
    book.historyRead();
    learn(demo(3, "demo-1"));
    List<WantedName> gone = book.learn(new Fact.Deleted(DEMO));
    assertThat(gone).hasSize(5).allMatch(WantedName::isWithdrawal);
    assertThat(gone).allMatch(name -> name.epoch().equals(Epoch.of(3)));
    assertThat(learn(demo(3, "demo-2"))).as("a late snapshot").isEmpty();
  }

  @Test
  void startsAnewWithAnInstanceThatWasCreatedAgain() {
    book.historyRead();
    learn(demo(7, "demo-1"));
    book.learn(new Fact.Deleted(DEMO));
    book.learn(new Fact.Specified(DEMO, MEMBERS));
    List<WantedName> names = learn(demo(1, "demo-2"));
    assertThat(texts(names)).startsWith("demo [127.0.1.2]").hasSize(5);
    assertThat(names).allMatch(name -> name.replaces().equals(Epoch.of(7)));
  }

  @Test
  void findsAnInstanceCreatedAgainInTheHistoryInWhateverOrderItIsRead() {
    learn(demo(7, "demo-1"));
    learn(demo(8, "demo-2"));
    book.learn(new Fact.Deleted(DEMO));
    book.learn(new Fact.Specified(DEMO, MEMBERS));
    book.learn(new Fact.Published(published("demo", 7, "127.0.1.1")));
    List<WantedName> names = book.historyRead();
    assertThat(texts(names)).startsWith("demo [127.0.1.2]");
    assertThat(names.get(0).epoch()).isEqualTo(Epoch.of(8));
  }

  @Test
  void neverMovesANameBackForAnInstanceThatWasOnceCreatedAgain() {
    book.learn(new Fact.Deleted(DEMO));
    book.learn(new Fact.Specified(DEMO, MEMBERS));
    learn(demo(8, "demo-2"));
    book.learn(new Fact.Published(published("demo", 9, "127.0.1.1")));
    assertThat(book.historyRead())
        .as("a colleague knows of an epoch whose snapshot wasn't read yet")
        .isEmpty();
    assertThat(texts(learn(demo(9, "demo-1")))).isNotEmpty();
  }

  @Test
  void withdrawsNothingOfTheNextInstanceWhenItHearsOfADeletionLate() {
    book.historyRead();
    book.learn(new Fact.Specified(DEMO, MEMBERS));
    learn(demo(1, "demo-1"));
    book.learn(new Fact.Published(published("demo", 3, "127.0.1.9")));
    List<WantedName> gone = book.learn(new Fact.Deleted(DEMO));
    assertThat(gone)
        .as("the server knows epoch 3 by now and leaves these alone")
        .allMatch(name -> name.overwritesUpTo().equals(Epoch.of(1)));
  }

  @Test
  void leavesTheNextInstanceAloneWhenItsSnapshotsAreReadBeforeTheDeletion() {
    book.historyRead();
    book.learn(new Fact.Specified(DEMO, MEMBERS));
    learn(demo(1, "demo-1"));
    learn(demo(4, "demo-7", member("demo-7", "127.0.1.7", true, true)));
    book.learn(new Fact.Published(published("demo", 4, "127.0.1.7")));
    assertThat(book.learn(new Fact.Deleted(DEMO)))
        .as("epoch 4 is the next instance's, and guarded by its epoch")
        .allMatch(name -> name.overwritesUpTo().equals(Epoch.of(1)));
    book.learn(new Fact.Specified(DEMO, Set.of(MemberId.of("demo-7"))));
    assertThat(texts(learn(demo(4, "demo-7", member("demo-7", "127.0.1.7", true, true)))))
        .contains("demo [127.0.1.7]");
  }

  @Test
  void knowsWhatOthersWereTold() {
    book.learn(new Fact.Published(published("demo", 1, "127.0.1.1")));
    learn(demo(1, "demo-1"));
    List<WantedName> names = book.historyRead();
    assertThat(names).as("still to be verified").hasSize(5);
    assertThat(names)
        .filteredOn(book::isTold)
        .extracting(n -> n.name().value())
        .containsExactly("demo.redis.test");
  }

  @Test
  void leavesHostNamesOut() {
    book.historyRead();
    TopologySnapshot snapshot =
        demo(1, "demo-1", member("demo-1", "db.example.com", true, true), member(2, "demo-1"));
    assertThat(texts(learn(snapshot))).containsExactly("demo-ro [127.0.1.2]", "demo-2 [127.0.1.2]");
  }

  @Test
  void publishesIpv6() {
    book.historyRead();
    TopologySnapshot snapshot = demo(1, "demo-1", member("demo-1", "2001:db8::1", true, true));
    assertThat(texts(learn(snapshot))).contains("demo [2001:db8::1]");
  }

  private List<WantedName> learn(TopologySnapshot snapshot) {
    return book.learn(new Fact.Topology(snapshot));
  }

  private static EndpointPublished published(String label, long epoch, String address) {
    EndpointKind kind = label.equals("demo") ? EndpointKind.PRIMARY : EndpointKind.MEMBER;
    return new EndpointPublished(
        DEMO, kind, label + ".redis.test", List.of(address), 5, Epoch.of(epoch), "x", List.of());
  }

  private static List<String> texts(List<WantedName> names) {
    return names.stream()
        .map(name -> name.name().value().replace(".redis.test", "") + " " + name.addresses())
        .toList();
  }
}
