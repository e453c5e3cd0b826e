package dev.understudy.localstack.demo;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.mail.Mail;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.webhook.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Waits for the webhook and the mail that say that it is completed. */
final class CompletionNews {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final String COMPLETED = "completed";

  private final LocalStack stack;
  private final InstanceId instance;
  private final Epoch epoch;
  private final Instant faultAt;

  CompletionNews(LocalStack stack, InstanceId instance, Epoch epoch, Instant faultAt) {
    this.stack = stack;
    this.instance = instance;
    this.epoch = epoch;
    this.faultAt = faultAt;
  }

  void measure(Measurements measured) throws InterruptedException {
    try {
      Delivery webhook = stack.webhookSink().await(this::saysSo, TIMEOUT);
      measured.webhookMillis = Measurements.millis(faultAt, webhook.arrivedAt());
      if (!webhook.verified()) {
        measured.problem("the webhook's signature is wrong");
      }
    } catch (TimeoutException e) {
      measured.problem("no webhook said that it is completed");
    }
    try {
      Mail mail = stack.mailSink().await(this::saysSo, TIMEOUT);
      measured.mailMillis = Measurements.millis(faultAt, mail.arrivedAt());
    } catch (TimeoutException e) {
      measured.problem("no mail said that it is completed");
    }
  }

  private boolean saysSo(Delivery delivery) {
    return Notice.in(delivery)
        .filter(notice -> notice.type().equals(Notice.COMPLETED))
        .filter(notice -> notice.instance().equals(instance.value()))
        .filter(notice -> notice.epoch() >= epoch.value())
        .isPresent();
  }

  /** The next fault waits for this mail, so one that comes after the fault is about it. */
  private boolean saysSo(Mail mail) {
    return mail.arrivedAt().isAfter(faultAt)
        && mail.subject().toLowerCase(Locale.ROOT).contains(COMPLETED);
  }
}
