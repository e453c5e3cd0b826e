package dev.understudy.localstack.chaos.fault;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.chaos.network.Cut;
import dev.understudy.localstack.chaos.network.Cut.From;
import dev.understudy.localstack.chaos.network.Firewall;
import dev.understudy.localstack.chaos.network.SmallDisk;
import dev.understudy.localstack.chaos.plan.Victim;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Place;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A host cut off from others, or without room on its disk. Only in namespaces of our own. */
final class HostFaults {

  private final Roles roles;
  private final Firewall firewall;
  private final Map<Place, SmallDisk> disks = new HashMap<>();

  /** To be made before the instance is: its files go to the small disks. */
  HostFaults(LocalStack stack, InstanceId instance, Roles roles) throws IOException {
    this.roles = roles;
    this.firewall = new Firewall(stack.ports().kafka());
    for (Place place : Place.ALL) {
      var folder = stack.instanceFolder(place.name(), instance.value());
      disks.put(place, SmallDisk.mount(folder));
    }
  }

  Fault cut(Victim victim, From from) throws FaultMissed {
    Cut cut = new Cut(roles.place(victim), from);
    String what =
        switch (from) {
          case HOSTS -> "nothing passes between it and the other hosts";
          case BUS -> "nothing passes between it and Kafka";
          case ALL -> "nothing passes between it and the other hosts and Kafka";
          case HOSTS_ONE_WAY -> "what it sends to the other hosts is lost";
        };
    String host = "the host of " + roles.words(victim);
    return new Fault(
        host + ": " + what,
        () -> firewall.make(cut),
        host + ": the network works again",
        () -> firewall.heal(cut));
  }

  Fault fillDisk(Victim victim) throws FaultMissed {
    SmallDisk disk = disks.get(roles.place(victim));
    String who = "the disk of " + roles.words(victim);
    return new Fault(who + " is full", disk::fill, who + " has room again", disk::free);
  }
}
