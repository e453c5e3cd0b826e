package dev.understudy.notifier.domain;

import java.util.List;
import java.util.Set;

/**
 * Which news goes where, and how fast. An empty list or set stands for all.
 *
 * @param name as in the settings
 */
public record Route(
    String name,
    List<InstanceGlob> instances,
    Set<Severity> severities,
    Set<NotificationKind> kinds,
    Set<String> channels,
    Pace pace) {

  public Route {
    instances = List.copyOf(instances);
    severities = Set.copyOf(severities);
    kinds = Set.copyOf(kinds);
    channels = Set.copyOf(channels);
  }

  /** Everything to everybody at once: what counts when no route is configured. */
  public static Route everything() {
    return new Route("default", List.of(), Set.of(), Set.of(), Set.of(), Pace.AT_ONCE);
  }

  public boolean leadsTo(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }

  public boolean takes(Notification notification) {
    return concerns(notification) && wants(notification.kind(), notification.severity());
  }

  /**
   * For receivers that keep incidents: the end of an incident goes wherever its beginning may have
   * gone, or it would stay open there for ever.
   */
  public boolean takesOrEnds(Notification notification) {
    return takes(notification)
        || notification.incident().ended()
            && concerns(notification)
            && notification.incident().closes().stream()
                .anyMatch(opening -> wants(opening.kind(), opening.severity()));
  }

  private boolean wants(NotificationKind kind, Severity severity) {
    return (severities.isEmpty() || severities.contains(severity))
        && (kinds.isEmpty() || kinds.contains(kind));
  }

  private boolean concerns(Notification notification) {
    return instances.isEmpty()
        || instances.stream().anyMatch(glob -> glob.matches(notification.instance()));
  }
}
