package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusAbsenceTest {

  private static final Logger LOG = Logger.getLogger(BusAbsence.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final BusAbsence absence = new BusAbsence();

  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(listener);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(listener);
  }

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      absence.refused("understudy.members", new IllegalStateException("no broker"));
    }
  }

  @Test
  void anAbsenceIsSaidWhenItBeginsAndWhenItIsOver() {
    refuse(100);
    assertThat(lines).singleElement().asString().contains("understudy.members", "no broker");
    absence.taken();
    absence.taken();
    assertThat(lines).hasSize(2).last().asString().contains("did not take 100 records");
  }

  @Test
  void theNextAbsenceIsSaidAgainAndCountedAnew() {
    refuse(3);
    absence.taken();
    refuse(2);
    absence.taken();
    assertThat(lines).hasSize(4).last().asString().contains("did not take 2 records");
  }

  @Test
  void aBusThatIsThereIsNotMentioned() {
    absence.taken();
    assertThat(lines).isEmpty();
  }
}
