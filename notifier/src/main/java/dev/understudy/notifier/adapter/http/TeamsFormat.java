package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Letter;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message for a Microsoft Teams workflow ("when a Teams webhook request is received"), as an <a
 * href="https://adaptivecards.io">Adaptive Card</a>. Text from outside stands in text runs, which
 * know no Markdown.
 */
public final class TeamsFormat implements MessageFormat {

  private static final String CARD_TYPE = "application/vnd.microsoft.card.adaptive";
  private static final String SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";
  private static final String VERSION = "1.4";

  /** So that 20 notifications stay under Teams' 28 KB. */
  private static final int MAX_SUMMARY = 500;

  private static final int MAX_PARAGRAPH = 2000;

  record Message(String type, List<Attachment> attachments) {}

  record Attachment(String contentType, Card content) {}

  record Card(
      @JsonProperty("$schema") String schema,
      String type,
      String version,
      List<Element> body,
      Layout msteams) {}

  record Layout(String width) {}

  /** What a card's body is made of. */
  interface Element {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TextBlock(
      String type,
      String text,
      String size,
      String weight,
      String color,
      boolean wrap,
      boolean separator)
      implements Element {}

  record RichTextBlock(String type, String spacing, List<Run> inlines) implements Element {}

  record FactSet(String type, List<Fact> facts) implements Element {}

  record Run(String type, String text) {}

  record Fact(String title, String value) {}

  @Override
  public boolean groups() {
    return true;
  }

  @Override
  public Object body(Batch batch) {
    List<Element> body = new ArrayList<>();
    body.add(title(batch.subject(), "Large", batch.severity(), false));
    if (batch.single()) {
      tell(batch.first(), body);
    } else {
      batch.notifications().forEach(told -> mention(told, body));
    }
    Card card = new Card(SCHEMA, "AdaptiveCard", VERSION, body, new Layout("Full"));
    return new Message("message", List.of(new Attachment(CARD_TYPE, card)));
  }

  private static void tell(Notification told, List<Element> body) {
    Letter letter = told.letter();
    body.add(paragraph(letter.headline()));
    list("Why", letter.why(), body);
    list("What it cost", letter.cost(), body);
    list("What to do", letter.next(), body);
    body.add(facts(told));
  }

  private static void mention(Notification told, List<Element> body) {
    body.add(title(told.letter().subject(), "Default", told.severity(), true));
    body.add(paragraph(Excerpt.of(told.letter().summary(), MAX_SUMMARY)));
  }

  /** A block per line: a text run has no line breaks. */
  private static void list(String title, List<String> lines, List<Element> body) {
    if (!lines.isEmpty()) {
      body.add(new TextBlock("TextBlock", title, "Default", "Bolder", null, true, false));
      Excerpt.bullets(lines).forEach(line -> body.add(text(line, "None")));
    }
  }

  private static Element title(String text, String size, Severity severity, boolean separator) {
    return new TextBlock("TextBlock", text, size, "Bolder", color(severity), true, separator);
  }

  private static Element paragraph(String text) {
    return text(Excerpt.of(text, MAX_PARAGRAPH), "Default");
  }

  private static Element text(String text, String spacing) {
    return new RichTextBlock("RichTextBlock", spacing, List.of(new Run("TextRun", text)));
  }

  private static Element facts(Notification told) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Instance", told.instance().value()));
    facts.add(new Fact("Severity", told.severity().name().toLowerCase(Locale.ROOT)));
    facts.add(new Fact("Event", told.kind().eventType()));
    told.facts().marks().forEach(mark -> facts.add(new Fact(mark.title(), mark.value())));
    facts.add(new Fact(told.facts().verb() + " at", told.happenedAt().toString()));
    facts.add(new Fact("Notification", told.id().value()));
    return new FactSet("FactSet", facts);
  }

  private static String color(Severity severity) {
    return switch (severity) {
      case INFO -> "Good";
      case WARNING -> "Warning";
      case CRITICAL -> "Attention";
    };
  }
}
