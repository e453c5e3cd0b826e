package dev.understudy.dns.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dns.domain.CatchUp.Extent;
import dev.understudy.dns.domain.CatchUp.Partition;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  private static final Partition A0 = new Partition("a", 0);
  private static final Partition A1 = new Partition("a", 1);
  private static final Partition B0 = new Partition("b", 0);

  private final CatchUp catchUp = new CatchUp(Set.of("a", "b"));

  @Test
  void isDoneWhenEveryPartitionWasReadToItsEnd() {
    catchUp.assigned(Map.of(A0, new Extent(0, 0), A1, new Extent(5, 5), B0, new Extent(2, 9)));
    assertThat(catchUp.isDone()).isFalse();
    assertThat(catchUp.isNew(B0, 8)).isTrue();
    assertThat(catchUp.isDone()).isTrue();
  }

  @Test
  void waitsForTheLastTopic() {
    catchUp.assigned(Map.of(A0, new Extent(0, 0)));
    assertThat(catchUp.isDone()).isFalse();
    catchUp.assigned(Map.of(B0, new Extent(0, 0)));
    assertThat(catchUp.isDone()).isTrue();
  }

  @Test
  void knowsWhatIsReadForTheSecondTime() {
    catchUp.assigned(Map.of(A0, new Extent(0, 2), B0, new Extent(0, 0)));
    catchUp.isNew(A0, 0);
    catchUp.isNew(A0, 1);
    catchUp.assigned(Map.of(A0, new Extent(0, 2), B0, new Extent(0, 0)));
    assertThat(catchUp.isNew(A0, 1)).isFalse();
    assertThat(catchUp.isNew(A0, 2)).isTrue();
  }

  @Test
  void startsAnewWithAShorterLog() {
    catchUp.isNew(A0, 10);
    catchUp.assigned(Map.of(A0, new Extent(0, 3)));
    assertThat(catchUp.isNew(A0, 0)).isTrue();
  }
}
