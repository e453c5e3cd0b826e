package dev.understudy.notifier.adapter.smtp;

import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.application.DeliveryFailed;
import dev.understudy.notifier.domain.Notification;
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
  public void rehearse(Notification notification) {
    mail(notification);
  }

  @Override
  public Uni<String> send(Notification notification) {
    return mailer
        .send(mail(notification))
        .onFailure()
        .transform(failure -> DeliveryFailed.forNow(detail(failure), failure))
        .replaceWith("the SMTP server took it for " + to.size() + " recipients");
  }

  private Mail mail(Notification notification) {
    return new Mail()
        .setFrom(from)
        .setTo(to)
        .setSubject(notification.letter().subject())
        .setText(templates.text(notification))
        .setHtml(templates.html(notification))
        .addHeader("Message-ID", "<" + notification.id() + "@understudy>")
        .addHeader(ID_HEADER, notification.id().value())
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private static String detail(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    return "SMTP: " + message.substring(0, Math.min(message.length(), LONGEST_DETAIL_CHARACTERS));
  }
}
