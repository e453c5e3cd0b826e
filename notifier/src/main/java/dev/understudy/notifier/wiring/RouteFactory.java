package dev.understudy.notifier.wiring;

import dev.understudy.contracts.InvalidField;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.domain.InstanceGlob;
import dev.understudy.notifier.domain.NotificationKind;
import dev.understudy.notifier.domain.Pace;
import dev.understudy.notifier.domain.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The routes that the settings name, in the order of their names; without any: one for all. */
final class RouteFactory {

  private static final String SETTINGS = "understudy.notifier.routes.";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration LONGEST_PERIOD = Duration.ofHours(1);
  private static final int MOST_MESSAGES = 100_000;

  private final Set<String> channels;

  RouteFactory(List<Channel> channels) {
    this.channels = channels.stream().map(Channel::name).collect(Collectors.toSet());
  }

  List<Route> all(Map<String, NotifierConfig.Route> settings) {
    if (settings.isEmpty()) {
      return List.of(Route.everything());
    }
    return new TreeMap<>(settings)
        .entrySet().stream().map(entry -> route(entry.getKey(), entry.getValue())).toList();
  }

  private Route route(String name, NotifierConfig.Route settings) {
    String field = SETTINGS + name;
    return new Route(
        name,
        settings.instances().orElse(List.of()).stream()
            .map(glob -> InstanceGlob.parse(field + ".instances", glob))
            .toList(),
        settings.severities().orElse(Set.of()),
        settings.kinds().orElse(Set.of()).stream()
            .map(kind -> kind(field + ".kinds", kind))
            .collect(Collectors.toSet()),
        settings.channels().orElse(Set.of()).stream()
            .map(channel -> channel(field + ".channels", channel))
            .collect(Collectors.toSet()),
        pace(field, settings));
  }

  private static NotificationKind kind(String field, String kind) {
    return Arrays.stream(NotificationKind.values())
        .filter(known -> known.eventType().equals(kind))
        .findFirst()
        .orElseThrow(
            () -> new InvalidField(field, "has " + kind + ", which is none of " + kinds()));
  }

  private static String kinds() {
    return Arrays.stream(NotificationKind.values())
        .map(NotificationKind::eventType)
        .collect(Collectors.joining(", "));
  }

  private String channel(String field, String channel) {
    if (!channels.contains(channel)) {
      throw new InvalidField(
          field,
          "has "
              + channel
              + ", which is none of "
              + channels.stream().sorted().collect(Collectors.joining(", ")));
    }
    return channel;
  }

  private static Pace pace(String field, NotifierConfig.Route settings) {
    Duration wait = settings.groupWait();
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new InvalidField(field + ".group-wait", "must be 0 to 10 minutes");
    }
    int messages = settings.rateLimit().messages().orElse(Pace.UNLIMITED);
    if (settings.rateLimit().messages().isPresent() && (messages < 1 || messages > MOST_MESSAGES)) {
      throw new InvalidField(field + ".rate-limit.messages", "must be 1 to " + MOST_MESSAGES);
    }
    Duration period = settings.rateLimit().period();
    if (period.isZero() || period.isNegative() || period.compareTo(LONGEST_PERIOD) > 0) {
      throw new InvalidField(
          field + ".rate-limit.period", "must be more than 0 and at most 1 hour");
    }
    return new Pace(wait, messages, period);
  }
}
