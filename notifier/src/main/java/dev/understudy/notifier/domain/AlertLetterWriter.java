package dev.understudy.notifier.domain;

import dev.understudy.contracts.id.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Words an alert: what is wrong, by which limit, what that means, what to do next. */
final class AlertLetterWriter {

  private final InstanceId instance;
  private final AlertFacts facts;

  AlertLetterWriter(InstanceId instance, AlertFacts facts) {
    this.instance = instance;
    this.facts = facts;
  }

  /**
   * @param toldAt when it was raised or resolved
   */
  Letter write(Instant toldAt) {
    return facts.resolved() ? resolved(toldAt) : raised();
  }

  private Letter raised() {
    List<String> why = new ArrayList<>();
    why.add(AlertAdvice.meaning(facts.alert()));
    if (facts.severityBefore() != null) {
      why.add(
          String.format(
              "Its severity was %s before; it stands since %s.",
              Words.of(facts.severityBefore()), facts.since()));
    }
    return new Letter(
        subject(Words.of(facts.severity()) + " alert: " + facts.summary()),
        String.format("Instance %s: %s.", instance, facts.summary()),
        why,
        List.of(),
        List.of(AlertAdvice.next(facts.alert()), "Runbook: " + facts.runbook()));
  }

  private Letter resolved(Instant toldAt) {
    String stood = Words.time(age(toldAt));
    return new Letter(
        subject("alert resolved after " + stood + ": " + what()),
        String.format(
            "Instance %s: the alert %s is resolved; it stood for %s.", instance, what(), stood),
        List.of(
            facts.severity() == null
                ? "What it said when it was raised is not known any more."
                : "It had been raised as " + Words.of(facts.severity()) + ": " + facts.summary()),
        List.of(),
        List.of(AlertAdvice.afterResolved(facts.alert())));
  }

  /** Two orchestrators' clocks may disagree. */
  private Duration age(Instant toldAt) {
    return toldAt.isBefore(facts.since()) ? Duration.ZERO : Duration.between(facts.since(), toldAt);
  }

  private String what() {
    String alert = Words.of(facts.alert());
    if (facts.member() == null) {
      return alert;
    }
    String epoch = facts.epoch() == null ? "" : ", epoch " + facts.epoch();
    return alert + " (" + facts.member() + epoch + ")";
  }

  private String subject(String title) {
    return "[understudy] " + instance + ": " + title;
  }
}
