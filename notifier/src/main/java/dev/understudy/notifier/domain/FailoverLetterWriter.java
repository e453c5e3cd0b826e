package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words a failover: what happened, to whom, why, what it cost, what to do next. */
final class FailoverLetterWriter {

  private static final String NOBODY = "no primary";

  private final InstanceId instance;
  private final Epoch epoch;
  private final FailoverFacts facts;

  FailoverLetterWriter(InstanceId instance, FailoverFacts facts) {
    this.instance = instance;
    this.epoch = facts.epoch();
    this.facts = facts;
  }

  Letter write(NotificationKind kind) {
    return switch (kind) {
      case FAILOVER_STARTED -> started();
      case FAILOVER_COMPLETED -> completed();
      case FAILOVER_FAILED -> facts.outcome() == EpochOutcome.RESUMED ? resumed() : failed();
      case FAILOVER_BLOCKED -> blocked();
      case ALERT_RAISED, ALERT_RESOLVED ->
          throw new IllegalArgumentException(kind + " is no news of a failover");
    };
  }

  private Letter started() {
    String to = facts.primaryAfter() == null ? "" : " to " + facts.primaryAfter();
    String because = facts.planned() ? "" : " (" + Words.of(facts.cause()) + ")";
    return letter(
        what() + " from " + before() + to + " started" + because,
        String.format(
            "Instance %s: a %s from %s%s has begun, epoch %s.",
            instance, what(), before(), to, epoch),
        List.of(),
        List.of("Nothing yet: another message says how it ends."));
  }

  private Letter completed() {
    String took = phases().total().map(total -> " in " + Words.time(total)).orElse("");
    return letter(
        what() + " to " + after() + " completed" + took,
        String.format(
            "Instance %s: %s is the primary now, %s was before. The %s of epoch %s is complete.",
            instance, after(), before(), what(), epoch),
        costs(),
        withNotes(Advice.afterCompleted(facts)));
  }

  private Letter failed() {
    return letter(
        what() + " from " + before() + " failed",
        String.format(
            "Instance %s: the %s from %s, epoch %s, ended without a confirmed primary.",
            instance, what(), before(), epoch),
        costs(),
        withNotes(Advice.afterFailed()));
  }

  private Letter resumed() {
    return letter(
        what() + " did not happen, " + after() + " stays the primary",
        String.format(
            "Instance %s: the %s of epoch %s could not be done in time. %s goes on as the primary.",
            instance, what(), epoch, after()),
        costs(),
        withNotes(Advice.afterResumed()));
  }

  private Letter blocked() {
    return letter(
        what() + " blocked: " + Words.of(facts.blockReason()),
        String.format(
            "Instance %s: a %s seems due, and does not happen. The primary is %s, epoch %s. %s",
            instance, what(), before(), epoch, sentence(facts.explanation())),
        List.of(),
        List.of(facts.blockReason().advice()));
  }

  private Letter letter(String title, String headline, List<String> cost, List<String> next) {
    String subject = "[understudy] " + instance + ": " + title;
    return new Letter(subject, headline.strip(), why(), cost, next);
  }

  private List<String> why() {
    List<String> why = new ArrayList<>();
    why.add("Cause: " + Words.of(facts.cause()) + ".");
    facts.evidence().forEach(said -> why.add(said.source() + ": " + said.statement()));
    facts
        .rejected()
        .forEach(
            other ->
                why.add(
                    String.format(
                        "%s was not elected: %s (%s)",
                        other.member(), Words.of(other.reason()), other.detail())));
    return why;
  }

  private List<String> costs() {
    List<String> cost = new ArrayList<>();
    cost.add(loss());
    outage().ifPresent(cost::add);
    phases().total().ifPresent(total -> cost.add("It took " + Words.time(total) + steps() + "."));
    return cost;
  }

  private String loss() {
    if (facts.measuredLossBytes() != null) {
      return facts.measuredLossBytes() == 0
          ? "Nothing was lost."
          : Words.bytes(facts.measuredLossBytes()) + " of the replication stream were lost.";
    }
    if (facts.estimatedLossBytes() != null) {
      return "About " + Words.bytes(facts.estimatedLossBytes()) + " were lost (an estimate).";
    }
    return "The loss is not known: the old primary's last position was never seen.";
  }

  private Optional<String> outage() {
    return Optional.ofNullable(facts.measuredOutageMillis())
        .map(Duration::ofMillis)
        .map(outage -> "The probers saw no primary for " + Words.time(outage) + ".");
  }

  private String steps() {
    Map<String, Long> millis = phases().millis();
    return millis.isEmpty()
        ? ""
        : millis.entrySet().stream()
            .map(step -> step.getKey() + " " + step.getValue() + " ms")
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private Phases phases() {
    return facts.timeline() == null ? Phases.UNKNOWN : Phases.of(facts.timeline());
  }

  private List<String> withNotes(String advice) {
    List<String> next = new ArrayList<>(facts.notes());
    next.add(advice);
    return next;
  }

  private String what() {
    if (facts.planned()) {
      return "switchover";
    }
    return facts.cause() == Cause.FORCED ? "forced failover" : "failover";
  }

  private String before() {
    return Words.orElse(facts.primaryBefore(), NOBODY);
  }

  private String after() {
    return Words.orElse(facts.primaryAfter(), NOBODY);
  }

  private static String sentence(String words) {
    return words == null || words.isBlank() ? "" : "Reason: " + words;
  }
}
