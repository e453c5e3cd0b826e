package dev.understudy.localstack.demo;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.mail.Mail;
import dev.understudy.localstack.narration.Narrator;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.terminal.OrderedLines;
import dev.understudy.localstack.terminal.Style;
import dev.understudy.localstack.terminal.Terminal;
import dev.understudy.localstack.webhook.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Collects the news of one run from everywhere, and tells it from the fault on: events, the writer,
 * mails, webhooks.
 */
final class RunTale implements Writer.Listener, AutoCloseable {

  private static final double NANOS_PER_MILLI = 1_000_000.0;

  private final LocalStack stack;
  private final Terminal terminal;
  private final Narrator narrator = new Narrator();
  private final List<Runnable> endings;
  private Moment fault;
  private OrderedLines story;

  RunTale(LocalStack stack, Terminal terminal) {
    this.stack = stack;
    this.terminal = terminal;
    for (Seen<?> seen : stack.events().seen(TopologySnapshot.class)) {
      narrator.tell(seen.event());
    }
    this.endings =
        List.of(
            stack.events().listen(this::hear),
            stack.mailSink().listen(this::hear),
            stack.webhookSink().listen(this::hear));
  }

  /** From here on it tells, and counts the time from here. */
  synchronized void begin(Moment moment) {
    fault = moment;
    story = new OrderedLines(terminal, at -> sinceFault(moment.at(), at));
  }

  private static String sinceFault(Instant faultAt, Instant at) {
    double millis = Duration.between(faultAt, at).toNanos() / NANOS_PER_MILLI;
    return String.format(Locale.ROOT, "%+10.1f ms", millis);
  }

  synchronized void tell(Instant at, Style style, String text) {
    if (story != null && !stack.closing()) {
      story.happened(at, style, text);
    }
  }

  private synchronized void hear(Seen<?> seen) {
    Event event = seen.event();
    if (event instanceof NotificationAttempted || event instanceof NodeAnnounced) {
      return;
    }
    for (String sentence : narrator.tell(event)) {
      tell(seen.happenedAt(), style(event), sentence);
    }
  }

  private static Style style(Event event) {
    if (event instanceof EpochOpened) {
      return Style.NOTABLE;
    }
    return event instanceof MemberPromoted ? Style.GOOD : Style.PLAIN;
  }

  private void hear(Mail mail) {
    tell(mail.arrivedAt(), Style.PLAIN, "mail to " + mail.to() + ": " + mail.subject());
  }

  private void hear(Delivery delivery) {
    String signature = delivery.verified() ? "signature verified" : "SIGNATURE WRONG";
    String what = Notice.in(delivery).map(Notice::type).orElse("of an unknown kind");
    tell(delivery.arrivedAt(), Style.PLAIN, "webhook " + what + " (" + signature + ")");
  }

  @Override
  public synchronized void lost(long nanos, String host, String why) {
    if (fault != null) {
      tell(fault.instantOf(nanos), Style.BAD, "writer: lost " + host + ": " + why);
    }
  }

  @Override
  public synchronized void works(long nanos, String host) {
    if (fault != null) {
      tell(fault.instantOf(nanos), Style.GOOD, "writer: first acknowledged write at " + host);
    }
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
    synchronized (this) {
      if (story != null) {
        story.close();
        story = null;
      }
    }
  }
}
