package dev.understudy.simulation.service;

import dev.understudy.simulation.bus.Broker;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.bus.Subscription;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.core.Network;
import java.util.List;
import java.util.function.Consumer;

/** What every service lives in. */
public record Habitat(Agenda agenda, Network network, Broker bus, Chance chance, Rules rules) {

  Subscription subscribe(
      Actor reader,
      List<String> topics,
      boolean fromStart,
      Consumer<BusRecord> handler,
      Runnable caughtUp) {
    Consumer<BusRecord> filtered =
        record -> {
          BusRecord seen = rules.read(reader, record);
          if (seen != null) {
            handler.accept(seen);
          }
        };
    return bus.subscribe(reader, topics, fromStart, filtered, caughtUp);
  }
}
