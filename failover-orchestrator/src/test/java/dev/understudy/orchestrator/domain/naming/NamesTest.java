package dev.understudy.orchestrator.domain.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({"orders-ro,orders", "orders-7,orders", "orders,orders-ro", "orders,orders-12"})
  void anInstanceAlsoOwnsTheNamesOfItsReadersAndMembers(String wanted, String existing) {
    assertThat(clash(wanted, existing)).contains(InstanceId.of(existing));
  }

  @ParameterizedTest
  @CsvSource({"orders-eu,orders", "orders-1a,orders", "order,orders", "orders-1,orders-2"})
  void otherNamesAreFree(String wanted, String existing) {
    assertThat(clash(wanted, existing)).isEmpty();
  }

  @Test
  void membersAreNumberedFromOne() {
    assertThat(MemberNumbers.next(InstanceId.of("orders"), List.of(), 2))
        .containsExactly(MemberId.of("orders-1"), MemberId.of("orders-2"));
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    List<MemberId> used = List.of(MemberId.of("orders-2"), MemberId.of("orders-10"));
    assertThat(MemberNumbers.next(InstanceId.of("orders"), used, 1))
        .containsExactly(MemberId.of("orders-11"));
  }

  @Test
  void suggestsTheNearestNamesFirst() {
    assertThat(NearestNames.to("ordrs", List.of("carts", "orders", "users"))).startsWith("orders");
  }

  @ParameterizedTest
  @CsvSource({"abc,abc,0", "abc,abd,1", "abc,ab,1", "kitten,sitting,3"})
  void distanceIsLevenshteins(String from, String to, int distance) {
    assertThat(NearestNames.distance(from, to)).isEqualTo(distance);
  }

  private static Optional<InstanceId> clash(String wanted, String existing) {
    return NameClash.of(InstanceId.of(wanted), List.of(InstanceId.of(existing)));
  }
}
