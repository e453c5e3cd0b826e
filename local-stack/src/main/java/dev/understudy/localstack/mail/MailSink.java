package dev.understudy.localstack.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.localstack.watch.Arrivals;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An SMTP server that takes every mail and writes each to a file. */
public final class MailSink implements AutoCloseable {

  private static final int KEPT = 1_000;
  private static final long START_TIMEOUT_MILLIS = 10_000;

  private final GreenMail server;
  private final Path folder;
  private final Arrivals<Mail> mails = new Arrivals<>(KEPT);
  private final AtomicInteger count = new AtomicInteger();

  private MailSink(GreenMail server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Starts it on loopback. */
  public static MailSink start(int port, Path folder) throws IOException {
    return start("127.0.0.1", port, folder);
  }

  /**
   * Starts it.
   *
   * @param address to listen at; in a container {@code 0.0.0.0}
   * @param port 0 for any free one
   * @param folder where mails are written as {@code 0001.eml} and so on
   */
  public static MailSink start(String address, int port, Path folder) throws IOException {
    Files.createDirectories(folder);
    ServerSetup setup = new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_TIMEOUT_MILLIS);
    GreenMail server = new GreenMail(setup);
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    MailSink sink = new MailSink(server, folder);
    server.start();
    server.getUserManager().setMessageDeliveryHandler(sink::take);
    return sink;
  }

  private GreenMailUser take(MovingMessage message, MailAddress recipient)
      throws MessagingException, UserException {
    Instant arrivedAt = Instant.now();
    int number = count.incrementAndGet();
    if (number % KEPT == 0) {
      forgetMailboxes();
    }
    try {
      mails.add(keep(message.getMessage(), recipient.getEmail(), number, arrivedAt));
    } catch (IOException e) {
      throw new MessagingException("the mail could not be kept", e);
    }
    return mailbox(recipient.getEmail());
  }

  private Mail keep(MimeMessage message, String to, int number, Instant arrivedAt)
      throws MessagingException, IOException {
    var raw = new ByteArrayOutputStream();
    message.writeTo(raw);
    Path file = folder.resolve(String.format(Locale.ROOT, "%04d.eml", number));
    Files.write(file, raw.toByteArray());
    Map<String, String> headers = new HashMap<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    String subject = message.getSubject() == null ? "" : message.getSubject();
    return new Mail(arrivedAt, to, subject, headers, raw.toString(StandardCharsets.UTF_8), file);
  }

  /** The server wants to put every mail into somebody's mailbox. */
  private GreenMailUser mailbox(String email) throws UserException {
    UserManager users = server.getUserManager();
    GreenMailUser user = users.getUserByEmail(email);
    return user == null ? users.createUser(email, email, email) : user;
  }

  private void forgetMailboxes() throws MessagingException {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new MessagingException("the mailboxes could not be emptied", e);
    }
  }

  /** What has arrived, the oldest first; at most the last 1,000. */
  public List<Mail> mails() {
    return mails.all();
  }

  /**
   * Waits for the first mail that is wanted, of those kept or of those to come.
   *
   * @throws TimeoutException if it doesn't come in time
   */
  public Mail await(Predicate<Mail> wanted, Duration timeout)
      throws TimeoutException, InterruptedException {
    return mails.await(wanted, timeout);
  }

  /**
   * Hears of every mail to come.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<Mail> listener) {
    return mails.listen(listener);
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /** Where the mails are. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    server.stop();
  }
}
