package dev.understudy.localstack.kafka;

import java.nio.file.Path;
import java.util.Map;

/** What a lone broker of a stack on this machine is told, under the names of Kafka's settings. */
public final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String CLIENTS_LISTENER = "BUS";

  private BrokerSettings() {}

  /** Broker and controller in one, on loopback, with few threads and little memory. */
  public static Map<String, String> of(Path folder, int brokerPort, int controllerPort) {
    String broker = "127.0.0.1:" + brokerPort;
    String controller = "127.0.0.1:" + controllerPort;
    String clients = CLIENTS_LISTENER + "://" + broker;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", String.valueOf(NODE_ID)),
        Map.entry("controller.quorum.voters", NODE_ID + "@" + controller),
        Map.entry("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller),
        Map.entry("advertised.listeners", clients),
        Map.entry("listener.security.protocol.map", "BUS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("controller.listener.names", CONTROLLER_LISTENER),
        Map.entry("inter.broker.listener.name", CLIENTS_LISTENER),
        Map.entry("log.dirs", folder.toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));
  }
}
