package dev.understudy.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.notifier.adapter.smtp.LetterTemplates;
import dev.understudy.notifier.domain.Batch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mail looks like is kept in {@code golden/}. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class GoldenMailTest {

  private static final News DEMO = News.of("demo");
  private static final AlertNews ALERTS = AlertNews.of("demo");

  @Inject LetterTemplates templates;

  @Test
  void oneNotification() throws IOException {
    looksAsBefore("mail-started", Batch.of(DEMO.started()));
    looksAsBefore("mail-completed", Batch.of(DEMO.completed()));
    looksAsBefore("mail-failed", Batch.of(DEMO.failed()));
    looksAsBefore("mail-resumed", Batch.of(DEMO.resumed()));
    looksAsBefore("mail-blocked", Batch.of(DEMO.blocked()));
  }

  @Test
  void oneAlert() throws IOException {
    looksAsBefore("mail-alert-raised", Batch.of(ALERTS.lagging()));
    looksAsBefore("mail-alert-worse", Batch.of(ALERTS.laggingMore()));
    looksAsBefore("mail-alert-resolved", Batch.of(ALERTS.caughtUp()));
    looksAsBefore("mail-alert-quarantined", Batch.of(ALERTS.quarantined()));
    looksAsBefore("mail-alert-quarantine-over", Batch.of(ALERTS.quarantineToldForLong()));
  }

  @Test
  void severalInOne() throws IOException {
    looksAsBefore("mail-group", new Batch(List.of(DEMO.started(), News.of("other").blocked())));
    looksAsBefore(
        "mail-alert-group", new Batch(List.of(ALERTS.nobodyCouldTakeOver(), ALERTS.lagging())));
  }

  private void looksAsBefore(String name, Batch batch) throws IOException {
    String text = templates.text(batch);
    String html = templates.html(batch);
    assertThat(Golden.file(name + ".txt", text)).hasContent(text);
    assertThat(Golden.file(name + ".html", html)).hasContent(html);
  }
}
