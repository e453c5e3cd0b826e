package dev.understudy.notifier.adapter.smtp;

import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.application.DeliveryFailed;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.NotificationId;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * E-mail over SMTP, text and HTML. The {@code Message-ID} is made of the notification's id, so that
 * a mail that is sent again is seen as the same one.
 */
public final class MailChannel implements Channel {

  public static final String NAME = "mail";

  static final String ID_HEADER = "X-Understudy-Notification";

  private static final int LONGEST_DETAIL_CHARACTERS = 200;

  private final ReactiveMailer mailer;
  private final LetterTemplates templates;
  private final String from;
  private final List<String> to;

  public MailChannel(
      ReactiveMailer mailer, LetterTemplates templates, String from, List<String> to) {
    this.mailer = mailer;
    this.templates = templates;
    this.from = from;
    this.to = List.copyOf(to);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean groups() {
    return true;
  }

  @Override
  public void rehearse(Batch batch) {
    mail(batch);
  }

  @Override
  public Uni<String> send(Batch batch) {
    return mailer
        .send(mail(batch))
        .onFailure()
        .transform(failure -> DeliveryFailed.forNow(detail(failure), failure))
        .replaceWith("the SMTP server took it for " + to.size() + " recipients");
  }

  private Mail mail(Batch batch) {
    Mail mail =
        new Mail()
            .setFrom(from)
            .setTo(to)
            .setSubject(batch.subject())
            .setText(templates.text(batch))
            .setHtml(templates.html(batch))
            .addHeader("Message-ID", "<" + messageId(batch) + "@understudy>")
            .addHeader("Auto-Submitted", "auto-generated");
    batch.notifications().forEach(told -> mail.addHeader(ID_HEADER, told.id().value()));
    return mail;
  }

  /** A group that is told again after a restart may be another one: it is known by all its ids. */
  private static String messageId(Batch batch) {
    return batch.single()
        ? batch.first().id().value()
        : NotificationId.ofAll(batch.notifications()).value();
  }

  private static String detail(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    return "SMTP: " + message.substring(0, Math.min(message.length(), LONGEST_DETAIL_CHARACTERS));
  }
}
