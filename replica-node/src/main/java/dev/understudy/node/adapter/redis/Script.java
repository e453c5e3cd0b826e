package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.Parking;
import dev.understudy.node.domain.Timings;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;

/**
 * The commands of an act, sent in one go. {@code INFO} follows them; {@code after} is sent when the
 * replies to all have come.
 */
record Script(List<Request> commands, List<Request> after) {

  private static final String PING_PERIOD = "repl-ping-replica-period";
  private static final String NO_PINGS = String.valueOf(24 * 60 * 60);

  /** What the configuration says. */
  static final String PINGS = "1";

  static Script of(Act act) {
    if (act instanceof Act.HoldWrites) {
      return of(set(PING_PERIOD, NO_PINGS), pause());
    }
    if (act instanceof Act.Park) {
      return new Script(
          List.of(replicaOf(Parking.ADDRESS), unpause(), set(PING_PERIOD, PINGS)), evict());
    }
    if (act instanceof Act.CutUpstream) {
      return of(replicaOf(Parking.ADDRESS));
    }
    if (act instanceof Act.Promote) {
      Request promote = Request.cmd(Command.REPLICAOF).arg("NO").arg("ONE");
      return of(promote, unpause(), set(PING_PERIOD, PINGS));
    }
    if (act instanceof Act.FollowPrimary follow) {
      return new Script(
          List.of(replicaOf(follow.address()), unpause(), set(PING_PERIOD, PINGS)),
          follow.evict() ? evict() : List.of());
    }
    if (act instanceof Act.FollowAgain follow) {
      return of(replicaOf(Parking.ADDRESS), replicaOf(follow.address()));
    }
    if (act instanceof Act.AskReplicas ask) {
      return of(
          Request.cmd(Command.PUBLISH).arg("understudy:still-there").arg(""),
          Request.cmd(Command.WAIT).arg(ask.expected()).arg(Timings.ASK.toMillis()));
    }
    if (act instanceof Act.Snapshot) {
      return of(Request.cmd(Command.BGSAVE));
    }
    if (act instanceof Act.Tune tune) {
      return of(
          set("maxmemory", String.valueOf(tune.tuning().maxMemoryBytes())),
          set("min-replicas-to-write", String.valueOf(tune.tuning().synchronousReplicas())));
    }
    if (act instanceof Act.AnswerBusy answer) {
      return of(set("lua-time-limit", String.valueOf(answer.after().toMillis())));
    }
    return of();
  }

  private static Script of(Request... commands) {
    return new Script(List.of(commands), List.of());
  }

  private static Request replicaOf(Address address) {
    return Request.cmd(Command.REPLICAOF).arg(address.host()).arg(address.port());
  }

  private static Request pause() {
    return Request.cmd(Command.CLIENT).arg("PAUSE").arg(Timings.HOLD.toMillis()).arg("WRITE");
  }

  private static Request unpause() {
    return Request.cmd(Command.CLIENT).arg("UNPAUSE");
  }

  private static Request set(String name, String value) {
    return Request.cmd(Command.CONFIG).arg("SET").arg(name).arg(value);
  }

  /** Only the application's clients: probers and nodes know what they talk to. */
  private static List<Request> evict() {
    return List.of(
        Request.cmd(Command.CLIENT)
            .arg("KILL")
            .arg("USER")
            .arg(InstanceSecrets.APPLICATION_USER)
            .arg("SKIPME")
            .arg("yes"));
  }
}
