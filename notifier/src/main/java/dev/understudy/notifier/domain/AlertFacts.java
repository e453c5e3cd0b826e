package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is known about an alert. Null: not known (any more).
 *
 * @param member whom it is about; null: the instance as a whole
 * @param epoch the change of primary that it comes from; null: none
 * @param severity how severe it is, or was until it was resolved
 * @param severityBefore null unless it stood already, more or less severe than now
 * @param summary what is or was wrong, with figures and units, in the orchestrator's words
 * @param since when it was raised first, on the orchestrator's clock
 */
public record AlertFacts(
    AlertKind alert,
    MemberId member,
    Epoch epoch,
    Severity severity,
    Severity severityBefore,
    String summary,
    Instant since,
    boolean resolved)
    implements Facts {

  /** What explains it, and what can be done: a path in this project. */
  public String runbook() {
    return Runbook.of(alert, severity);
  }

  @Override
  public <T> T map(Function<FailoverFacts, T> failover, Function<AlertFacts, T> alert) {
    return alert.apply(this);
  }

  @Override
  public List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark("alert", Words.of(alert)));
    if (member != null) {
      marks.add(new Mark("member", member.toString()));
    }
    if (epoch != null) {
      marks.add(new Mark("epoch", epoch.toString()));
    }
    return marks;
  }

  @Override
  public String verb() {
    return resolved ? "Resolved" : "Raised";
  }
}
