package dev.understudy.localstack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSinkTest {

  @Test
  void keepsWhatItGets(@TempDir Path folder) throws Exception {
    try (MailSink sink = MailSink.start(0, folder.resolve("mails"))) {
      Instant before = Instant.now();
      send(sink.port(), "failover to demo-2 completed");
      Mail mail = sink.await(each -> each.subject().contains("completed"), Duration.ofSeconds(5));
      assertThat(mail.to()).isEqualTo("ops@understudy.test");
      assertThat(mail.headers()).containsEntry("x-understudy-notification", "msg_1");
      assertThat(mail.arrivedAt()).isBetween(before, Instant.now());
      assertThat(Files.readString(mail.file())).isEqualTo(mail.raw()).contains("It is done.");
      assertThat(sink.mails()).containsExactly(mail);
    }
  }

  private static void send(int port, String subject) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", Integer.toString(port));
    MimeMessage message = new MimeMessage(Session.getInstance(settings));
    message.setFrom("understudy@understudy.test");
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("ops@understudy.test"));
    message.setSubject(subject);
    message.setHeader("X-Understudy-Notification", "msg_1");
    message.setText("It is done.");
    Transport.send(message);
  }
}
