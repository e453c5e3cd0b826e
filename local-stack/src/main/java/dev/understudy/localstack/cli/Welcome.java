package dev.understudy.localstack.cli;

import dev.understudy.localstack.stack.Endpoints;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import dev.understudy.localstack.terminal.Table;
import dev.understudy.localstack.terminal.Table.Align;
import java.util.ArrayList;
import java.util.List;

/** What listens where, and how to get in. */
final class Welcome {

  private final LocalStack stack;
  private final Endpoints endpoints;
  private final String instance;

  Welcome(LocalStack stack, String instance) {
    this.stack = stack;
    this.endpoints = stack.endpoints();
    this.instance = instance;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(listeners().lines());
    lines.add("");
    lines.addAll(ways());
    return lines;
  }

  private Table listeners() {
    Table table = new Table(Align.LEFT, Align.LEFT, Align.LEFT);
    table.row("WHAT", "WHAT FOR", "WHERE");
    table.row("Redis", "instance " + instance, redis());
    table.row("DNS", "zone " + endpoints.zone(), "127.0.0.1:" + endpoints.dns().getPort());
    table.row("Kafka", "the bus", endpoints.kafka());
    table.row("mail sink", "SMTP", "127.0.0.1:" + endpoints.mail().getPort());
    table.row("webhook sink", "HTTP", endpoints.webhook().toString());
    for (Service service : stack.services()) {
      table.row(service.name(), purpose(service), service.url().toString());
    }
    return table;
  }

  private String redis() {
    return "127.0.1.1, 127.0.1.2, 127.0.1.3, port " + endpoints.demoPort();
  }

  private static String purpose(Service service) {
    return service.name().equals(ServiceNames.ORCHESTRATOR)
        ? "REST API, health, metrics"
        : "health, metrics";
  }

  private List<String> ways() {
    int dnsPort = endpoints.dns().getPort();
    String name = endpoints.primaryName(instance);
    String password = "REDISCLI_AUTH=\"$(cat " + endpoints.passwordFile() + ")\"";
    String resolve = "dig +short @127.0.0.1 -p " + dnsPort + " " + name;
    Table table = new Table(Align.LEFT, Align.LEFT);
    table.row("Where the primary is", resolve);
    table.row(
        "Connect to it",
        password + " redis-cli -h \"$(" + resolve + ")\" -p " + endpoints.demoPort());
    table.row("REST API", "curl " + endpoints.api() + "/api/v1/instances/" + instance);
    table.row("What it can do", endpoints.api() + "/q/openapi");
    table.row("Mails", endpoints.mailFolder().toString());
    table.row("Logs", stack.workFolder().resolve("logs").toString());
    table.row("Engine", stack.engine().path() + " (" + stack.engine().origin() + ")");
    return table.lines();
  }
}
