package dev.understudy.notifier.application;

import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Who is told what. A notification goes once to every channel that any of its routes leads to, at
 * the pace of the first such route.
 */
public final class Routing {

  private final List<Outbox> outboxes;
  private final Map<Route, Map<Outbox, Lane>> lanes = new LinkedHashMap<>();

  /**
   * @param routes in the order in which their paces count
   * @param timer for what has to wait
   * @param nanoTicker monotonic nanoseconds
   */
  public Routing(
      List<Route> routes,
      List<Outbox> outboxes,
      ScheduledExecutorService timer,
      LongSupplier nanoTicker) {
    this.outboxes = List.copyOf(outboxes);
    for (Route route : routes) {
      Map<Outbox, Lane> ways = new LinkedHashMap<>();
      outboxes.stream()
          .filter(outbox -> route.leadsTo(outbox.channel().name()))
          .forEach(outbox -> ways.put(outbox, new Lane(outbox, route.pace(), timer, nanoTicker)));
      lanes.put(route, ways);
    }
  }

  /** See {@link Channel#rehearse}. */
  void rehearse(Batch batch) {
    outboxes.forEach(outbox -> outbox.channel().rehearse(batch));
  }

  List<Lane> lanes(Notification notification) {
    Map<Outbox, Lane> chosen = new LinkedHashMap<>();
    lanes.forEach(
        (route, ways) ->
            ways.forEach(
                (outbox, lane) -> {
                  if (takes(route, outbox.channel(), notification)) {
                    chosen.putIfAbsent(outbox, lane);
                  }
                }));
    return new ArrayList<>(chosen.values());
  }

  private static boolean takes(Route route, Channel channel, Notification notification) {
    return channel.keepsIncidents() ? route.takesOrEnds(notification) : route.takes(notification);
  }

  /** Hands on nothing any more. */
  public void close() {
    lanes.values().forEach(ways -> ways.values().forEach(Lane::close));
  }
}
