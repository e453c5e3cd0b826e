package dev.understudy.prober.application;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.prober.domain.Finding;
import dev.understudy.prober.domain.Target;
import java.util.HashMap;
import java.util.Map;

/** Lines that answer after a time that the test sets, or never. */
final class TestLines implements Lines {

  /** A member that the test plays. */
  final class TestLine implements Line {

    private final Listener listener;
    private Outcome outcome = Outcome.OK;
    private long delayMillis = 1;
    private long question;
    private boolean open;
    int asked;
    int dropped;

    private TestLine(Listener listener) {
      this.listener = listener;
    }

    void answers(Outcome with, long afterMillis) {
      outcome = with;
      delayMillis = afterMillis;
    }

    void hangs() {
      delayMillis = -1;
    }

    /** The open question is answered now. */
    void answerNow() {
      answer(question);
    }

    void breaks() {
      listener.broken();
    }

    @Override
    public void ask() {
      if (open) {
        throw new IllegalStateException("questions must not queue up");
      }
      open = true;
      asked++;
      long mine = ++question;
      if (delayMillis >= 0) {
        loop.after(delayMillis, () -> answer(mine));
      }
    }

    private void answer(long which) {
      if (open && which == question) {
        open = false;
        listener.answered(Finding.failed(outcome, ""));
      }
    }

    @Override
    public void drop() {
      open = false;
      dropped++;
    }
  }

  private final TestLoop loop;
  private final Map<MemberId, TestLine> lines = new HashMap<>();

  TestLines(TestLoop loop) {
    this.loop = loop;
  }

  TestLine line(MemberId member) {
    return lines.get(member);
  }

  @Override
  public Line to(Target target, String password, Line.Listener listener) {
    TestLine line = new TestLine(listener);
    lines.put(target.member(), line);
    return line;
  }
}
