package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Letter;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message for a Slack <a href="https://api.slack.com/messaging/webhooks">incoming webhook</a>, in
 * Block Kit. What comes from outside is escaped, so it can't mention anybody.
 */
public final class SlackFormat implements MessageFormat {

  private static final int MAX_HEADER = 150;
  private static final int MAX_SECTION = 3000;

  /**
   * @param text what a desktop notification shows
   */
  record Message(String text, List<Block> blocks) {}

  /** A header or a section has a text, a context has elements. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Block(String type, Text text, List<Text> elements) {}

  record Text(String type, String text) {}

  @Override
  public boolean groups() {
    return true;
  }

  @Override
  public Object body(Batch batch) {
    List<Block> blocks = new ArrayList<>();
    String header = Excerpt.of(sign(batch.severity()) + " " + batch.subject(), MAX_HEADER);
    blocks.add(new Block("header", new Text("plain_text", header), null));
    if (batch.single()) {
      tell(batch.first(), blocks);
    } else {
      batch.notifications().forEach(told -> mention(told, blocks));
    }
    return new Message(escape(batch.subject()), blocks);
  }

  private static void tell(Notification told, List<Block> blocks) {
    Letter letter = told.letter();
    blocks.add(section(escape(letter.headline())));
    list("Why", letter.why(), blocks);
    list("What it cost", letter.cost(), blocks);
    list("What to do", letter.next(), blocks);
    blocks.add(context(told));
  }

  private static void mention(Notification told, List<Block> blocks) {
    String subject = sign(told.severity()) + " *" + escape(told.letter().subject()) + "*";
    blocks.add(section(subject + "\n" + escape(told.letter().summary())));
    blocks.add(context(told));
  }

  private static void list(String title, List<String> lines, List<Block> blocks) {
    if (!lines.isEmpty()) {
      blocks.add(section("*" + title + "*\n" + escape(String.join("\n", Excerpt.bullets(lines)))));
    }
  }

  private static Block section(String markdown) {
    return new Block("section", new Text("mrkdwn", Excerpt.of(markdown, MAX_SECTION)), null);
  }

  private static Block context(Notification told) {
    List<String> words = new ArrayList<>();
    words.add(told.severity().name().toLowerCase(Locale.ROOT));
    words.add(told.kind().eventType());
    told.facts().marks().forEach(mark -> words.add(mark.toString()));
    words.add(told.happenedAt().toString());
    words.add(told.id().value());
    return new Block("context", null, List.of(new Text("mrkdwn", String.join(" · ", words))));
  }

  private static String sign(Severity severity) {
    return switch (severity) {
      case INFO -> "🟢";
      case WARNING -> "🟠";
      case CRITICAL -> "🔴";
    };
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
