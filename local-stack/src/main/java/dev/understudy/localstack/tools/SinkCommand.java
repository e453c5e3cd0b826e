package dev.understudy.localstack.tools;

import dev.understudy.localstack.mail.Mail;
import dev.understudy.localstack.mail.MailSink;
import dev.understudy.localstack.webhook.Delivery;
import dev.understudy.localstack.webhook.WebhookSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes mails and webhooks, and tells of each. */
@Command(
    name = "sink",
    description =
        "Takes every mail and every webhook until it is stopped, and prints a line for each. Mails"
            + " are kept as files.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SinkCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--address", defaultValue = "127.0.0.1", description = "Where to listen.")
  private String address;

  @Option(names = "--mail-port", defaultValue = "1025", description = "SMTP.")
  private int mailPort;

  @Option(names = "--mail-folder", required = true, description = "Where mails are kept.")
  private Path mailFolder;

  @Option(
      names = "--webhook-port",
      defaultValue = "8080",
      description = "HTTP; webhooks go to /understudy.")
  private int webhookPort;

  @Option(
      names = "--webhook-secret-file",
      required = true,
      description = "What webhooks are signed with: a file of one line, whsec_….")
  private Path webhookSecretFile;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String secret = Files.readString(webhookSecretFile).strip();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (MailSink mails = MailSink.start(address, mailPort, mailFolder);
        WebhookSink webhooks = WebhookSink.start(address, webhookPort, secret)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitStop(stop, stopped), "stop"));
      mails.listen(mail -> tell(out, mail));
      webhooks.listen(delivery -> tell(out, delivery));
      tell(
          out,
          "mails at " + address + ":" + mailPort + ", webhooks at " + address + ":" + webhookPort);
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** A stop by signal returns when the sinks are closed. */
  private static void awaitStop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(PrintWriter out, Mail mail) {
    tell(out, "mail to " + mail.to() + ": " + mail.subject() + " (" + mail.file() + ")");
  }

  private static void tell(PrintWriter out, Delivery delivery) {
    String verdict = delivery.verified() ? "signature verified" : "WRONG SIGNATURE";
    tell(out, "webhook " + delivery.id() + ", " + verdict + ": " + delivery.body().strip());
  }

  private static void tell(PrintWriter out, String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
