package dev.understudy.dns.domain.zone;

import java.util.List;

/** One update message's content: all of it happens, or nothing. */
public record ZoneUpdate(List<Prerequisite> prerequisites, List<Change> changes) {

  public ZoneUpdate {
    prerequisites = List.copyOf(prerequisites);
    changes = List.copyOf(changes);
  }
}
