package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One dashboard of {@code grafana/dashboards}. */
record Dashboard(String uid, String title, JsonNode json) {

  static List<Dashboard> all() {
    return Checkout.files(Checkout.DASHBOARDS, ".json").stream()
        .map(Checkout::json)
        .map(json -> new Dashboard(json.path("uid").asText(), json.path("title").asText(), json))
        .toList();
  }

  /** Every panel that shows something; rows don't. */
  List<Panel> panels() {
    List<Panel> all = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        all.add(new Panel(uid, panel));
      }
    }
    return all;
  }

  /** What the annotations over its panels are made of. */
  List<String> annotations() {
    return texts(json.path("annotations").path("list"), "/expr");
  }

  /** What fills its variables, such as {@code label_values(up, job)}. */
  List<String> variableQueries() {
    return texts(json.path("templating").path("list"), "/query/query");
  }

  List<String> variableNames() {
    return texts(json.path("templating").path("list"), "/name");
  }

  /** Every PromQL expression in it, annotations included. */
  Stream<String> expressions() {
    return Stream.concat(
        panels().stream().flatMap(panel -> panel.expressions().stream()), annotations().stream());
  }

  private static List<String> texts(JsonNode list, String pointer) {
    List<String> all = new ArrayList<>();
    for (JsonNode each : list) {
      JsonNode text = each.at(pointer);
      if (text.isTextual()) {
        all.add(text.asText());
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return title;
  }

  /** One panel of a dashboard. */
  record Panel(String dashboard, JsonNode json) {

    String title() {
      return json.path("title").asText();
    }

    String description() {
      return json.path("description").asText();
    }

    String unit() {
      return json.at("/fieldConfig/defaults/unit").asText();
    }

    List<String> expressions() {
      return texts(json.path("targets"), "/expr");
    }

    @Override
    public String toString() {
      return dashboard + ": " + title();
    }
  }
}
