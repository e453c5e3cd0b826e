package dev.understudy.localstack.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final Arrivals<Integer> arrivals = new Arrivals<>(3);

  @Test
  void forgetsTheOldestAboveItsBound() {
    List.of(1, 2, 3, 4).forEach(arrivals::add);
    assertThat(arrivals.all()).containsExactly(2, 3, 4);
  }

  @Test
  void findsWhatHasArrivedAndWhatIsToCome() throws Exception {
    arrivals.add(1);
    assertThat(arrivals.await(each -> each == 1, Duration.ZERO)).isEqualTo(1);
    var later = arrivals.first(each -> each > 5);
    arrivals.add(5);
    assertThat(later).isNotDone();
    arrivals.add(6);
    assertThat(later).isCompletedWithValue(6);
  }

  @Test
  void givesUpInTime() {
    assertThatThrownBy(() -> arrivals.await(each -> true, Duration.ofMillis(10)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void tellsListenersUntilTheyLeave() {
    List<Integer> heard = new ArrayList<>();
    Runnable leave = arrivals.listen(heard::add);
    arrivals.add(1);
    leave.run();
    arrivals.add(2);
    assertThat(heard).containsExactly(1);
  }
}
