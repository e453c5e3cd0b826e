package dev.understudy.notifier.adapter.smtp;

import dev.understudy.notifier.domain.Batch;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;

/** A message as a mail's two bodies: {@code templates/notification.txt} and {@code .html}. */
@Singleton
public class LetterTemplates {

  private final Template text;
  private final Template html;

  LetterTemplates(
      @Location("notification.txt") Template text, @Location("notification.html") Template html) {
    this.text = text;
    this.html = html;
  }

  public String text(Batch batch) {
    return text.data("batch", batch).render();
  }

  public String html(Batch batch) {
    return html.data("batch", batch).render();
  }
}
