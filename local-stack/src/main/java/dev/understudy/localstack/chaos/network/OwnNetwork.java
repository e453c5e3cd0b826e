package dev.understudy.localstack.chaos.network;

import dev.understudy.localstack.stack.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace and a mount namespace (unshare(1)) for the launcher and all that it starts.
 * Nothing done to network or mounts in there is seen by the rest of the machine, and all of it is
 * gone with the last process.
 *
 * <p>Processes of one host are told from those of another by their group: all of them run on one
 * loopback, where addresses alone don't say who speaks.
 */
public final class OwnNetwork {

  /** Set for the process that runs in the namespaces. */
  private static final String INSIDE = "understudy.chaos.inside";

  /** Nobody's groups, marks only: a process of root keeps all its rights with them. */
  private static final int FIRST_GROUP = 51_001;

  private static final String TRIAL =
      """
      ip link set lo up &&
      iptables -w -t mangle -A OUTPUT -m conntrack --ctstate NEW -m owner --gid-owner 1 \
        -j CONNMARK --set-mark 1 &&
      iptables -w -A OUTPUT -m connmark --mark 1 -m conntrack --ctorigdst 127.0.1.1 \
        --ctorigdstport 1 --ctdir ORIGINAL -j DROP &&
      iptables-restore -w --noflush </dev/null &&
      mount -t tmpfs -o size=1m trial /mnt &&
      setpriv --regid 1 --keep-groups --pdeathsig KILL true
      """;

  private OwnNetwork() {}

  /** Whether this process runs in namespaces of its own. */
  public static boolean inside() {
    return Boolean.getBoolean(INSIDE);
  }

  /** Why there can't be one here; empty if there can. */
  public static Optional<String> obstacle() {
    try {
      Tool.run("unshare", "--net", "--mount", "sh", "-c", TRIAL);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse(""));
    }
  }

  /** What to put before a command to run it in namespaces of its own, and to end it with us. */
  public static List<String> entrance() {
    return List.of("setpriv", "--pdeathsig", "TERM", "unshare", "--net", "--mount");
  }

  /** The option that tells a JVM that it runs in there. */
  public static String insideOption() {
    return "-D" + INSIDE + "=true";
  }

  /**
   * What to put before a service's command to make it one of a host's processes. A change of group
   * clears the signal that it gets when we die (prctl(2)), so that is set again.
   */
  public static List<String> belongingTo(Place place) {
    return List.of(
        "setpriv",
        "--regid",
        Integer.toString(group(place)),
        "--keep-groups",
        "--pdeathsig",
        "KILL");
  }

  private static int group(Place place) {
    return FIRST_GROUP + place.number();
  }

  /** The mark of all connections that a host's processes open. */
  static String mark(Place place) {
    return Integer.toString(place.number() + 1);
  }

  /** Brings up the loopback, and marks every connection with who opened it. */
  public static void prepare() throws IOException {
    Tool.run("ip", "link", "set", "lo", "up");
    for (Place place : Place.ALL) {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("iptables", "-w", "-t", "mangle", "-A", "OUTPUT"));
      command.addAll(List.of("-m", "conntrack", "--ctstate", "NEW"));
      command.addAll(List.of("-m", "owner", "--gid-owner", Integer.toString(group(place))));
      command.addAll(List.of("-j", "CONNMARK", "--set-mark", mark(place)));
      Tool.run("", command);
    }
    Tool.run("iptables", "-w", "-N", Firewall.CHAIN);
    Tool.run("iptables", "-w", "-A", "OUTPUT", "-j", Firewall.CHAIN);
  }
}
