package dev.understudy.localstack.chaos.network;

import dev.understudy.localstack.stack.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The cuts that are in force, as rules of iptables. Packets are dropped, not refused: whoever sends
 * them learns nothing. Safe for use by several threads.
 */
public final class Firewall {

  static final String CHAIN = "CHAOS";

  private final int kafkaPort;
  private final Set<Cut> cuts = new LinkedHashSet<>();

  /**
   * No cuts yet.
   *
   * @param kafkaPort where the bus is, at 127.0.0.1
   */
  public Firewall(int kafkaPort) {
    this.kafkaPort = kafkaPort;
  }

  public synchronized void make(Cut cut) throws IOException {
    cuts.add(cut);
    apply();
  }

  public synchronized void heal(Cut cut) throws IOException {
    cuts.remove(cut);
    apply();
  }

  /** All rules at once, so that no cut is half made. */
  private void apply() throws IOException {
    Tool.run(rules(cuts, kafkaPort), List.of("iptables-restore", "-w", "--noflush"));
  }

  static String rules(Set<Cut> cuts, int kafkaPort) {
    List<String> lines = new ArrayList<>();
    lines.add("*filter");
    lines.add(":" + CHAIN + " - [0:0]");
    for (Cut cut : cuts) {
      boolean bus = cut.from() == Cut.From.BUS || cut.from() == Cut.From.ALL;
      if (bus) {
        lines.add(drop(cut.place(), "127.0.0.1 --ctorigdstport " + kafkaPort));
      }
      if (cut.from() != Cut.From.BUS) {
        boolean oneWay = cut.from() == Cut.From.HOSTS_ONE_WAY;
        for (Place other : Place.ALL) {
          if (!other.equals(cut.place())) {
            lines.add(drop(cut.place(), other.address() + (oneWay ? " --ctdir ORIGINAL" : "")));
            lines.add(drop(other, cut.place().address() + (oneWay ? " --ctdir REPLY" : "")));
          }
        }
      }
    }
    lines.add("COMMIT");
    return String.join("\n", lines) + "\n";
  }

  private static String drop(Place opener, String destination) {
    return "-A %s -m connmark --mark %s -m conntrack --ctorigdst %s -j DROP"
        .formatted(CHAIN, OwnNetwork.mark(opener), destination);
  }
}
