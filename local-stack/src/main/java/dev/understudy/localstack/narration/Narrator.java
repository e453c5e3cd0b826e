package dev.understudy.localstack.narration;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells events in plain words, and of what comes again and again only the changes. Not safe for use
 * by several threads.
 */
public final class Narrator {

  private final Map<Class<? extends Event>, Function<Event, List<String>>> words = new HashMap<>();
  private final Set<NodeId> knownNodes = new HashSet<>();
  private final Map<String, Outcome> lastOutcomes = new HashMap<>();
  private final Map<String, Condition> lastConditions = new HashMap<>();

  public Narrator() {
    say(InstanceSpec.class, this::spec);
    say(NodeAnnounced.class, this::node);
    say(InstanceObserved.class, this::observed);
    say(TopologySnapshot.class, this::topology);
    say(MemberExited.class, Narrator::exited);
    say(MemberFenced.class, Narrator::fenced);
    say(MemberFailsafeEnded.class, Narrator::failsafeEnded);
    say(MemberJoined.class, Narrator::joined);
    say(MemberPromoted.class, Narrator::promoted);
    say(MemberFollowing.class, Narrator::following);
    say(EpochOpened.class, Narrator::opened);
    say(PrimaryElected.class, Narrator::elected);
    say(EpochClosed.class, Narrator::closed);
    say(FailoverBlocked.class, Narrator::blocked);
    say(MembershipChanged.class, Narrator::members);
    say(FailoverAcknowledged.class, Narrator::acknowledged);
    say(EndpointPublished.class, Narrator::published);
    say(AlertRaised.class, Narrator::raised);
    say(AlertResolved.class, Narrator::resolved);
    say(NotificationAttempted.class, Narrator::attempted);
  }

  private <T extends Event> void say(Class<T> type, Function<T, List<String>> how) {
    words.put(type, event -> how.apply(type.cast(event)));
  }

  /** The event in words, a sentence each; none if it brings no news. */
  public List<String> tell(Event event) {
    return words.getOrDefault(event.getClass(), any -> List.of()).apply(event);
  }

  private List<String> spec(InstanceSpec spec) {
    String members =
        spec.members().stream()
            .map(member -> member.member() + " on node " + member.node())
            .collect(Collectors.joining(", "));
    return List.of("instance " + spec.instance() + " is wanted: " + members);
  }

  private List<String> node(NodeAnnounced node) {
    return knownNodes.add(node.node())
        ? List.of("node " + node.node() + " is there: zone " + node.zone() + ", " + node.engine())
        : List.of();
  }

  private List<String> observed(InstanceObserved round) {
    return round.members().stream().flatMap(each -> observed(round, each).stream()).toList();
  }

  private Optional<String> observed(InstanceObserved round, MemberObservation member) {
    Outcome outcome = member.outcome();
    Outcome last = lastOutcomes.put(round.vantage() + "/" + member.member(), outcome);
    if (outcome == last || last == null && outcome == Outcome.OK) {
      return Optional.empty();
    }
    return Optional.of("vantage " + round.vantage() + ": " + member.member() + " " + of(outcome));
  }

  private static String of(Outcome outcome) {
    return switch (outcome) {
      case OK -> "answers";
      case REFUSED -> "refuses connections";
      case TIMEOUT -> "doesn't answer";
      case RESET -> "broke the connection off";
      case UNREACHABLE -> "can't be reached";
      case DNS_FAILURE -> "has a name that doesn't resolve";
      case AUTH_FAILURE -> "refuses the prober's password";
      case LOADING -> "is loading its dataset";
      case BUSY -> "is blocked by a script";
      case READONLY -> "is read-only";
      case WRONG_ROLE -> "has another role than expected";
      case ERROR -> "answers with an error";
    };
  }

  private static List<String> raised(AlertRaised alert) {
    return List.of(
        alert.instance() + ": " + plain(alert.severity()) + " alert: " + alert.summary());
  }

  private static List<String> resolved(AlertResolved alert) {
    String of = alert.member() == null ? "" : " of " + alert.member();
    return List.of(alert.instance() + ": " + plain(alert.kind()) + of + " is over");
  }

  private List<String> topology(TopologySnapshot snapshot) {
    Condition last = lastConditions.put(snapshot.key(), snapshot.condition());
    if (snapshot.condition() == last) {
      return List.of();
    }
    String condition = plain(snapshot.condition());
    boolean saysMore = snapshot.reason() != null && !snapshot.reason().equals(condition);
    return List.of(
        snapshot.instance() + " is " + condition + (saysMore ? ": " + snapshot.reason() : ""));
  }

  private static List<String> exited(MemberExited event) {
    String how =
        event.exitCode() > 128
            ? "killed by signal " + (event.exitCode() - 128)
            : "exit code " + event.exitCode();
    return List.of("node " + event.node() + ": " + event.member() + "'s process ended, " + how);
  }

  private static List<String> fenced(MemberFenced event) {
    String how =
        switch (event.method()) {
          case PAUSED -> "its clients' writes wait";
          case PARKED -> "parked, its clients are cut off";
          case KILLED -> "it didn't answer and was killed";
          case NOT_RUNNING -> "it has no process";
        };
    return List.of(
        "node " + event.node() + ": " + event.member() + " takes no writes any more: " + how);
  }

  private static List<String> failsafeEnded(MemberFailsafeEnded event) {
    String then =
        event.lease() == LeaseState.HELD ? "it holds one again" : "it takes no writes any more";
    return List.of(
        "node %s: %s took writes without a lease for %d ms, as the bus was away; %s"
            .formatted(event.node(), event.member(), event.lasted().toMillis(), then));
  }

  private static List<String> joined(MemberJoined event) {
    return List.of(
        "node %s: %s joins epoch %s at offset %s"
            .formatted(event.node(), event.member(), event.epoch(), event.offset()));
  }

  private static List<String> promoted(MemberPromoted event) {
    return List.of(
        "node %s: %s is the primary now, at %s"
            .formatted(event.node(), event.member(), event.address()));
  }

  private static List<String> following(MemberFollowing event) {
    String how =
        switch (event.resync()) {
          case UNCHANGED -> "as before";
          case PARTIAL -> "partial resync";
          case FULL -> "full copy";
        };
    return List.of(
        "node %s: %s follows %s (%s)"
            .formatted(event.node(), event.member(), event.primary(), how));
  }

  private static List<String> opened(EpochOpened event) {
    String evidence =
        event.evidence().stream()
            .map(each -> each.source() + ": " + each.statement())
            .collect(Collectors.joining("; "));
    return List.of(
        "orchestrator opens epoch %s: %s%s"
            .formatted(
                event.epoch(),
                plain(event.cause()),
                evidence.isEmpty() ? "" : " (" + evidence + ")"));
  }

  private static List<String> elected(PrimaryElected event) {
    String loss =
        event.estimatedLossBytes() == null
            ? ""
            : ", estimated loss " + event.estimatedLossBytes() + " bytes";
    String others =
        event.rejected().stream()
            .map(each -> each.member() + " " + plain(each.reason()))
            .collect(Collectors.joining(", "));
    return List.of(
        "orchestrator elects %s at offset %s%s%s"
            .formatted(
                event.member(), event.offset(), loss, others.isEmpty() ? "" : "; not " + others));
  }

  private static List<String> closed(EpochClosed event) {
    String primary = event.primary() == null ? "no primary" : event.primary() + " is the primary";
    String notes = event.notes().isEmpty() ? "" : " (" + String.join("; ", event.notes()) + ")";
    String cost = event.cause() == Cause.INSTANCE_CREATED ? "" : cost(event);
    return List.of(
        "orchestrator closes epoch %s: %s, %s%s%s"
            .formatted(event.epoch(), plain(event.outcome()), primary, cost, notes));
  }

  private static String cost(EpochClosed event) {
    String loss =
        event.measuredLossBytes() == null
            ? "loss unknown"
            : "%d bytes lost".formatted(event.measuredLossBytes());
    String outage =
        event.measuredOutageMillis() == null
            ? "outage unknown"
            : "no primary seen for %d ms".formatted(event.measuredOutageMillis());
    return "; " + loss + ", " + outage;
  }

  private static List<String> blocked(FailoverBlocked event) {
    return List.of(
        "no failover of %s, %s: %s"
            .formatted(event.instance(), plain(event.reason()), event.explanation()));
  }

  private static List<String> members(MembershipChanged event) {
    return List.of("epoch " + event.epoch() + " has the members " + event.members());
  }

  private static List<String> acknowledged(FailoverAcknowledged event) {
    return List.of(event.by() + " has acknowledged the failover of epoch " + event.epoch());
  }

  private static List<String> published(EndpointPublished event) {
    String where =
        event.addresses().isEmpty() ? "is withdrawn" : "is " + String.join(", ", event.addresses());
    return List.of("DNS: " + event.name() + " " + where);
  }

  private static List<String> attempted(NotificationAttempted event) {
    String what = "notifier: " + event.channel() + ", attempt " + event.attempt() + ": ";
    return event.outcome() == DeliveryOutcome.DELIVERED
        ? List.of("notifier: " + event.channel() + " delivered")
        : List.of(what + plain(event.outcome()) + ", " + event.detail());
  }

  private static String plain(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
